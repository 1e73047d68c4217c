package io.cemfleet.a2a.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.message.TaskFailure;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.testing.FleetJson;
import jakarta.validation.Validation;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TunnelWaveTest {
    private static final JsonInput INPUT = new JsonInput(
            FleetJson.MAPPER, Validation.buildDefaultValidatorFactory().getValidator());

    static List<TaskType<?, ?>> waves() {
        return List.of(ProvisionTunnels.TYPE, SteerTunnels.TYPE, ShiftTunnels.TYPE, DeleteTunnels.TYPE);
    }

    @ParameterizedTest
    @MethodSource("waves")
    void theGoldenWaveIsValid(TaskType<?, ?> type) {
        assertThat(INPUT.read(FleetJson.golden(type.name()), type.input())).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("waves")
    void twoItemsWithOneKeyAreRefused(TaskType<?, ?> type) {
        assertRefused(
                type,
                items -> item(items, 1).put("key", item(items, 0).path("key").asText()),
                "items[1].key");
    }

    @ParameterizedTest
    @MethodSource("waves")
    void anItemOfAnotherPlanIsRefused(TaskType<?, ?> type) {
        assertRefused(type, items -> payload(items, 1).put("plan_revision", 2), "items[1].payload.plan_revision");
    }

    @ParameterizedTest
    @MethodSource("waves")
    void anItemWithoutKeyOrPayloadIsRefused(TaskType<?, ?> type) {
        assertRefused(type, items -> item(items, 0).remove("key"), "items[0].key");
        assertRefused(type, items -> item(items, 1).remove("payload"), "items[1].payload");
    }

    @ParameterizedTest
    @MethodSource("waves")
    void aWaveHasOneTo200Items(TaskType<?, ?> type) {
        assertRefused(type, ArrayNode::removeAll, "items");
        assertRefused(
                type,
                items -> {
                    for (int i = items.size(); i <= TunnelWave.MOST_ITEMS; i++) {
                        items.add(item(items, 0).deepCopy().put("key", "more " + i));
                    }
                },
                "items");
    }

    @Test
    void oneTunnelIsInAWaveOnce() {
        assertRefused(
                SteerTunnels.TYPE,
                items -> payload(items, 1)
                        .put("tunnel_id", payload(items, 0).path("tunnel_id").asText()),
                "items[1].payload.tunnel_id");
        assertRefused(
                ProvisionTunnels.TYPE,
                items -> payload(items, 1)
                        .put(
                                "protection_key",
                                payload(items, 0).path("protection_key").asText()),
                "items[1].payload.protection_key");
    }

    @Test
    void aProtectionOfAnotherIncidentIsRefused() {
        assertRefused(
                ProvisionTunnels.TYPE,
                items -> payload(items, 0).put("incident_id", "INC-2026-0002"),
                "items[0].payload.incident_id");
    }

    @Test
    void anAnswerHasAResultOrAnError() {
        var answer = new DeleteTunnels.Result(List.of(
                WaveAnswer.done("a", new DeleteTunnel.Result(true, true)),
                WaveAnswer.failed("b", new TaskFailure("not_ours", "it is not ours", false))));

        assertThat(FleetJson.MAPPER.valueToTree(answer).toString())
                .isEqualTo("{\"results\":[{\"key\":\"a\",\"result\":{\"deleted\":true,\"binding_sid_released\":true}},"
                        + "{\"key\":\"b\",\"error\":{\"code\":\"not_ours\",\"message\":\"it is not ours\","
                        + "\"retryable\":false}}]}");
        assertThat(FleetJson.MAPPER.convertValue(FleetJson.MAPPER.valueToTree(answer), DeleteTunnels.Result.class))
                .isEqualTo(answer);
    }

    private static void assertRefused(TaskType<?, ?> type, Consumer<ArrayNode> change, String field) {
        ObjectNode wave = (ObjectNode) FleetJson.golden(type.name());
        change.accept((ArrayNode) wave.path("items"));

        assertThatThrownBy(() -> INPUT.read(wave, type.input()))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(fields(problem))
                        .contains(field));
    }

    private static List<String> fields(ProblemException problem) {
        List<?> errors = (List<?>)
                requireNonNull(requireNonNull(problem.getBody().getProperties()).get("errors"));
        return errors.stream().map(error -> ((FieldProblem) error).field()).toList();
    }

    private static ObjectNode item(ArrayNode items, int index) {
        return (ObjectNode) items.get(index);
    }

    private static ObjectNode payload(ArrayNode items, int index) {
        return (ObjectNode) item(items, index).path("payload");
    }
}

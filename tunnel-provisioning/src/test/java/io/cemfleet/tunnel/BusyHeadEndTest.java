package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFixtures.COLOR;
import static io.cemfleet.tunnel.TunnelFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.a2a.token.SignedRequest;
import io.cemfleet.runtime.testing.FleetJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A storm of protections at one head-end: who does not get there in time gets an answer, and succeeds with a retry. */
class BusyHeadEndTest extends TunnelTestBase {
    private static final int STORM = 60;
    private static final int PATIENCE_SECONDS = 2;

    @Test
    void everyProtectionOfAStormAtOneHeadEndStandsAfterRetries() {
        operator().put("/controls/caps", caps());
        cnc.pace = 10;
        List<Integer> waiting = IntStream.rangeClosed(1, STORM).boxed().toList();
        int rounds = 0;

        // when all are requested at once, and those that found the head-end busy again
        while (!waiting.isEmpty()) {
            List<Integer> busy = round(waiting);
            assertThat(busy).hasSizeLessThan(waiting.size());
            waiting = busy;
            rounds++;
        }

        // then each stands once
        assertThat(rounds).isGreaterThan(1);
        assertThat(cnc.policies).hasSize(STORM + 1);
        assertThat(jdbc.sql("select count(*) from tunnel where state = 'provisioned'")
                        .query(Long.class)
                        .single())
                .isEqualTo(STORM);
        assertThat(jdbc.sql("select count(*) from head_end_lock")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private List<Integer> round(List<Integer> numbers) {
        var busy = new ArrayList<Integer>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = numbers.stream()
                    .map(n -> CompletableFuture.supplyAsync(() -> requested(n), callers))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                JsonNode answer = answers.get(i).join();
                if (!answer.at("/status/state").asText().equals("completed")) {
                    assertThat(answer.at("/error/code").asText())
                            .as("%s", answer)
                            .isEqualTo("head_end_busy");
                    assertThat(answer.at("/error/retryable").asBoolean()).isTrue();
                    busy.add(numbers.get(i));
                }
            }
        }
        return busy;
    }

    private JsonNode requested(int number) {
        ObjectNode task = FleetJson.object()
                .put("task_type", "provision_tunnel")
                .put("task_id", UUID.randomUUID().toString())
                .put("timeout_seconds", PATIENCE_SECONDS);
        task.set("payload", FleetJson.tree(request("INC-2026-%04d".formatted(number), COLOR, 1)));
        byte[] body = FleetJson.bytes(task);
        String token =
                TestKeys.tokensOf(AgentName.ORCHESTRATOR).sign(AgentName.TUNNEL_PROVISIONING, SignedRequest.task(body));
        return orchestrator().post(body, "Bearer " + token).body();
    }

    private static Object caps() {
        return Map.of(
                "caps",
                Map.of(
                        "max_tunnels", 1000,
                        "max_tunnels_per_head_end", 1000,
                        "max_services", 1000,
                        "max_gbps", 1000,
                        "max_changes_per_head_end_and_hour", 1000,
                        "assumed_demand_mbps", 1000),
                "reason",
                "storm");
    }
}

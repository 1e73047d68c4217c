package io.cemfleet.a2a.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.runtime.testing.FleetJson;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire, message by message: what is written down as golden is what the records read and write. */
class GoldenMessagesTest {

    static Stream<TaskType<?, ?>> everyTaskType() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.cemfleet.a2a.contract")
                        .stream()
                        .filter(type ->
                                type.isInterface() && type.tryGetField("TYPE").isPresent())
                        .<TaskType<?, ?>>map(type -> typeOf(type.reflect()))
                        .sorted(Comparator.comparing(TaskType::name));
    }

    @ParameterizedTest
    @MethodSource("everyTaskType")
    void theGoldenMessageIsReadAndWrittenFieldByField(TaskType<?, ?> type) throws Exception {
        JsonNode golden = FleetJson.golden(type.name());

        Object read = FleetJson.MAPPER.treeToValue(golden, type.input());

        assertThat(FleetJson.parse(FleetJson.MAPPER.writeValueAsString(read))).isEqualTo(golden);
    }

    /** Messages of a type that carry other fields than its first golden one. */
    @ParameterizedTest
    @CsvSource({"proactive_alert,clear", "incident_updated,flapping", "incident_detected,flapping", "compute_plan,cut"})
    void aVariantIsReadAndWrittenFieldByField(String typeName, String variant) throws Exception {
        TaskType<?, ?> type = everyTaskType()
                .filter(t -> t.name().equals(typeName))
                .findFirst()
                .orElseThrow();
        JsonNode golden = FleetJson.golden(typeName + '.' + variant);

        Object read = FleetJson.MAPPER.treeToValue(golden, type.input());

        assertThat(FleetJson.parse(FleetJson.MAPPER.writeValueAsString(read))).isEqualTo(golden);
    }

    @ParameterizedTest
    @MethodSource("everyTaskType")
    void aFieldOfTomorrowIsIgnored(TaskType<?, ?> type) throws Exception {
        JsonNode golden = FleetJson.golden(type.name());
        JsonNode withMore = ((com.fasterxml.jackson.databind.node.ObjectNode) golden.deepCopy()).put("of_tomorrow", 1);

        assertThat(FleetJson.MAPPER.treeToValue(withMore, type.input()))
                .isEqualTo(FleetJson.MAPPER.treeToValue(golden, type.input()));
    }

    private static TaskType<?, ?> typeOf(Class<?> contract) {
        try {
            return (TaskType<?, ?>) contract.getField("TYPE").get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}

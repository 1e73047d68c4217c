package io.cemfleet.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.runtime.testing.FleetJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents of earlier versions are read, and written under the same names. */
class StoredDocumentsTest {

    static Stream<JsonNode> incidents() throws IOException {
        return documents("incidents");
    }

    static Stream<JsonNode> protections() throws IOException {
        return documents("protections");
    }

    @ParameterizedTest
    @MethodSource("incidents")
    void aStoredIncidentKeepsEveryName(JsonNode stored) throws IOException {
        assertThat(written(FleetJson.MAPPER.treeToValue(stored, Incident.class)))
                .isEqualTo(stored);
    }

    @ParameterizedTest
    @MethodSource("protections")
    void aStoredProtectionKeepsEveryName(JsonNode stored) throws IOException {
        assertThat(written(FleetJson.MAPPER.treeToValue(stored, Protection.class)))
                .isEqualTo(stored);
    }

    private static JsonNode written(Object document) throws IOException {
        return FleetJson.MAPPER.readTree(FleetJson.bytes(document));
    }

    private static Stream<JsonNode> documents(String name) throws IOException {
        try (InputStream file = StoredDocumentsTest.class.getResourceAsStream("/stored/" + name + ".json")) {
            JsonNode all = FleetJson.MAPPER.readTree(Objects.requireNonNull(file));
            return StreamSupport.stream(all.spliterator(), false);
        }
    }
}

package io.cemfleet.restoration.sla;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.restoration.RestorationFixtures;
import io.cemfleet.runtime.testing.FleetJson;
import org.junit.jupiter.api.Test;

class StoredSteeringCheckTest {

    @Test
    void theStoredNamesStay() throws JsonProcessingException {
        // given
        var request = RestorationFixtures.request(RestorationFixtures.INCIDENT, 1, RestorationFixtures.TUNNEL);
        SteeringCheck check = SteeringCheck.of(request, request.protections().getFirst(), RestorationFixtures.NOW);
        // when
        JsonNode stored = FleetJson.tree(check);
        // then
        assertThat(stored.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "incident_id", "plan_revision", "watched", "steered_at", "asked_at", "before");
        assertThat(FleetJson.MAPPER.treeToValue(stored, SteeringCheck.class)).isEqualTo(check);
    }
}

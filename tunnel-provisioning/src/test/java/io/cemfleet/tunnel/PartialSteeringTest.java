package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFixtures.COLOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.nso.RoutePolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Only what the routes show counts as steered; the rest is named with its reason. */
class PartialSteeringTest extends TunnelTestBase {

    @Test
    void servicesWhoseRoutesDoNotCarryTheColourAreNamedWithTheReason() {
        vpns.routePolicies.put("blue-7", new RoutePolicy("blue-7", 7, List.of()));
        vpns.service("blue", "blue-7", "Frankfurt", "Vienna");
        vpns.service("elsewhere", "gold-100", "Zurich", "Vienna");
        String tunnel = provisioned(COLOR);

        // when
        JsonNode result = steered(tunnel, "acme", "blue", "plain", "elsewhere", "ghost");

        // then
        assertThat(result.path("traffic_steered").asBoolean()).isFalse();
        assertThat(result.path("services_steered")).extracting(JsonNode::asText).containsExactly("acme");
        assertThat(reasons(result))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "blue", "other_color",
                        "plain", "no_color",
                        "elsewhere", "not_at_both_ends",
                        "ghost", "unknown_service"));
        assertThat(result.path("collateral_services"))
                .extracting(JsonNode::asText)
                .containsExactly("beta");
        assertThat(listed(tunnel).path("state").asText()).isEqualTo("steered");
        assertThat(audited("traffic_steered")
                        .at("/details/services_not_steered/ghost")
                        .asText())
                .isEqualTo("unknown_service");
    }

    @Test
    void allOfThemIsAllOfThem() {
        String tunnel = provisioned(COLOR);
        JsonNode result = steered(tunnel, "acme", "beta");
        assertThat(result.path("traffic_steered").asBoolean()).isTrue();
        assertThat(result.path("services_not_steered")).isEmpty();
        assertThat(result.path("collateral_services")).isEmpty();
    }

    @Test
    void aServiceWhoseRoutesCannotBeColouredDoesNotKeepTheOthersBack() {
        vpns.service("locked", null, "Frankfurt", "Vienna");
        vpns.refusing.add("locked");
        String tunnel = provisioned(null);

        // when
        JsonNode result = steered(tunnel, "locked", "plain", "acme");

        // then
        assertThat(result.path("traffic_steered").asBoolean()).isFalse();
        assertThat(result.path("services_steered")).extracting(JsonNode::asText).containsExactly("plain");
        assertThat(reasons(result))
                .containsExactlyInAnyOrderEntriesOf(Map.of("locked", "cnc_refused", "acme", "other_color"));
        // and once it is not locked any more, the same task brings it too
        vpns.refusing.clear();
        assertThat(steered(tunnel, "locked", "plain").path("traffic_steered").asBoolean())
                .isTrue();
    }

    @Test
    void whereNoServiceCouldBeColouredTheTaskFailsWithTheReason() {
        vpns.refusing.add("plain");
        String tunnel = provisioned(null);
        JsonNode error = failure("steer_traffic", steer(tunnel, "plain"));
        assertThat(error.path("code").asText()).isEqualTo("cnc_refused");
        assertThat(listed(tunnel).path("state").asText()).isEqualTo("provisioned");
    }

    @Test
    void whereNothingIsSteerableNothingIsWritten() {
        String tunnel = provisioned(COLOR);
        int writes = cnc.writes.size();
        JsonNode error = failure("steer_traffic", steer(tunnel, "plain", "ghost"));
        assertThat(error.path("code").asText()).isEqualTo("not_steerable");
        assertThat(error.path("message").asText()).contains("unknown_service", "no_color");
        assertThat(cnc.writes).hasSize(writes);
    }

    private static Map<String, String> reasons(JsonNode result) {
        var reasons = new LinkedHashMap<String, String>();
        result.path("services_not_steered")
                .forEach(one -> reasons.put(
                        one.path("service_id").asText(), one.path("reason").asText()));
        return reasons;
    }
}

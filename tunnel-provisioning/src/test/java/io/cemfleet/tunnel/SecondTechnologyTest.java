package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFixtures.COLOR;
import static io.cemfleet.tunnel.TunnelFixtures.overMunich;
import static io.cemfleet.tunnel.TunnelFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.tunnel.technology.MadeUpTechnology;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

/** A new TE type is one bean: the flows, the rows and the names are there for it. */
@Import(MadeUpTechnology.class)
class SecondTechnologyTest extends TunnelTestBase {
    private static final String TUNNEL = "rsvp-te-frankfurt-vienna-protect-001";

    @Test
    void aTunnelOfItGoesThroughEveryFlow() {
        // when
        JsonNode made = requested(TeType.RSVP_TE);
        JsonNode steered = steered(TUNNEL, "acme");
        JsonNode verified = result("verify_tunnel", java.util.Map.of("tunnel_id", TUNNEL));
        JsonNode deleted = result("delete_tunnel", delete(TUNNEL));

        // then
        assertThat(made.path("tunnel_id").asText()).isEqualTo(TUNNEL);
        assertThat(made.path("te_type").asText()).isEqualTo("rsvp-te");
        assertThat(made.path("binding_sid").isMissingNode()).isTrue();
        assertThat(made.at("/dry_run/message").asText()).isEqualTo("made up");
        assertThat(steered.path("traffic_steered").asBoolean()).isTrue();
        assertThat(verified.path("matches_plan").asBoolean()).isTrue();
        assertThat(deleted.path("deleted").asBoolean()).isTrue();
        assertThat(cnc.policies).containsOnlyKeys("acme-gold");
    }

    @Test
    void trafficIsNotSplitWhereTheTechnologyCannot() {
        requested(TeType.RSVP_TE);
        steered(TUNNEL, "acme");

        JsonNode refused = failure("shift_traffic", shift(TUNNEL, 50, 50));
        JsonNode back = result("shift_traffic", shift(TUNNEL, 0, 100));

        assertThat(refused.path("code").asText()).isEqualTo("weights_invalid");
        assertThat(back.at("/weights_in_force/original_weight").asInt()).isEqualTo(100);
    }

    @Test
    void withoutARequestedTypeTheFirstThatBothEndsSupportIsTaken() {
        assertThat(requested(null).path("te_type").asText()).isEqualTo("sr-mpls");
    }

    @Test
    void aTypeWithoutATechnologyIsRefused() {
        JsonNode refused = failure("provision_tunnel", request("INC-2026-0001", COLOR, 1, overMunich(), TeType.SRV6));

        assertThat(refused.path("code").asText()).isEqualTo("te_type_unsupported");
        assertThat(refused.path("message").asText()).contains("srv6", "sr-mpls, rsvp-te");
        assertThat(cnc.writes).isEmpty();
    }

    private JsonNode requested(@Nullable TeType teType) {
        return result("provision_tunnel", request("INC-2026-0001", COLOR, 1, overMunich(), teType));
    }
}

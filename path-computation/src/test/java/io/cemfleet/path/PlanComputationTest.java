package io.cemfleet.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.SlaTier;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plans for several protections at once. */
class PlanComputationTest extends PathComputationTestBase {

    @Test
    void anUnknownNameInOneProtectionDoesNotAffectTheOthers() {
        // given
        var good = demand("good", SlaTier.GOLD, 100);
        var bad = new ComputePlan.Demand(
                "bad",
                SlaTier.PLATINUM,
                100.0,
                PathFixtures.request("frankfurt", "vienna", List.of("london-paris")),
                List.of("frankfurt-munich"),
                null,
                null,
                null,
                null,
                null);
        // when
        var results = plan("INC-2026-0005", null, bad, good);
        // then
        assertThat(results.at("/0/answer/path_found").asBoolean()).isFalse();
        assertThat(results.at("/0/decline/reason").asText()).isEqualTo("no_path");
        assertThat(results.at("/0/decline/remedy").asText()).contains("london-paris");
        assertThat(results.at("/1/answer/path_found").asBoolean()).isTrue();
    }

    @Test
    void theHigherTierIsPlacedFirstAndTheNextOnWhatIsLeft() {
        // given: the path over Munich has capacity for one of the two; the request names bronze first
        var plan = new ComputePlan.Request(
                "INC-2026-0001", List.of(demand("b", SlaTier.BRONZE, 6000), demand("p", SlaTier.PLATINUM, 6000)), null);
        // when
        var results = orchestrator().send("compute_plan", plan).result().path("results");
        // then
        assertThat(results.at("/0/key").asText()).isEqualTo("b");
        assertThat(texts(results.at("/1/answer/path/links"))).containsExactly("frankfurt-munich", "munich-vienna");
        assertThat(texts(results.at("/0/answer/path/links")).getFirst()).isEqualTo("frankfurt-prague");
        assertThat(results.at("/0/original_path/segment_list/0/node").asText()).isEqualTo("zurich");
        assertThat(results.at("/0/answer/relaxed")).isEmpty();
        // and: the capacity is reserved in other computations
        assertThat(bottleneck()).isEqualTo(3000.0);
    }

    @Test
    void aProtectionThatFitsNowhereNeedsAnAllowedOverload() {
        // given: plans fill 7,800 (the threshold less the drift), and 1,000 is the load of every link
        var demand = demand("p", SlaTier.GOLD, 7500);
        // when
        var declined = plan("INC-2026-0003", null, demand).path(0);
        // then
        assertThat(declined.at("/answer/path_found").asBoolean()).isFalse();
        assertThat(declined.at("/decline/reason").asText()).isEqualTo("no_room");
        assertThat(texts(declined.at("/decline/links"))).containsExactly("frankfurt-munich", "munich-vienna");
        assertThat(declined.at("/decline/remedy").asText())
                .contains("700 Mbit/s more on frankfurt-munich from frankfurt", "allow_overload");
        assertThat(texts(declined.at("/answer/explanation/conflicting"))).containsExactly("min_bandwidth_mbps");
        // when
        var allowed = plan("INC-2026-0003", true, demand).path(0);
        // then
        assertThat(texts(allowed.at("/answer/relaxed"))).containsExactly("bandwidth");
        assertThat(allowed.at("/prediction/links/0/after").asDouble()).isEqualTo(0.85);
    }

    @Test
    void aPlacementHasAPredictionAndAlternatives() {
        // when
        var placed =
                plan("INC-2026-0004", null, demand("p", SlaTier.GOLD, 1000)).path(0);
        // then
        assertThat(placed.at("/prediction/before/latency_ms").asDouble()).isEqualTo(9.0);
        assertThat(placed.at("/prediction/after/latency_ms").asDouble()).isEqualTo(6.5);
        assertThat(placed.at("/prediction/after/loss_pct").isNumber()).isFalse();
        assertThat(placed.at("/prediction/demand_mbps").asDouble()).isEqualTo(1000);
        assertThat(placed.at("/prediction/links/0/link_id").asText()).isEqualTo("frankfurt-munich");
        assertThat(placed.at("/prediction/links/0/from").asText()).isEqualTo("frankfurt");
        assertThat(placed.at("/prediction/links/0/before").asDouble()).isEqualTo(0.1);
        assertThat(placed.at("/prediction/links/0/after").asDouble()).isEqualTo(0.2);
        assertThat(placed.at("/prediction/links/0/threshold").asDouble()).isEqualTo(0.8);
        assertThat(placed.at("/answer/alternatives")).hasSize(2);
        assertThat(texts(placed.at("/answer/alternatives/0/links")).getFirst()).isEqualTo("frankfurt-prague");
    }

    @Test
    void trafficThatACutRedirectedReturnsToItsOriginalPath() {
        // given: traffic used one of two parallel links, and takes another path since that was cut
        controller.cut = Set.of("frankfurt-prague");
        var demand = new ComputePlan.Demand(
                "p",
                SlaTier.GOLD,
                1000.0,
                PathFixtures.request("frankfurt", "vienna", List.of("munich-zurich")),
                List.of("frankfurt-zurich", "munich-zurich", "munich-vienna"),
                null,
                null,
                null,
                List.of("frankfurt-prague", "prague-vienna-2"),
                null);
        // when
        var original = plan("INC-2026-0009", null, demand).at("/0/original_path");
        // then
        assertThat(texts(original.path("links"))).containsExactly("frankfurt-prague", "prague-vienna-2");
        assertThat(original.at("/segment_list"))
                .last()
                .satisfies(last -> assertThat(last.path("link").asText()).isEqualTo("prague-vienna-2"));
        assertThat(jdbc.sql(
                                """
                        select distinct share ->> 'link_id' from diverted_traffic,
                            jsonb_array_elements(traffic -> 'original') share""")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("frankfurt-prague", "prague-vienna-2");
    }

    @Test
    void aHeldTunnelIsAlwaysComparedWithItsOriginalPath() {
        // given: one tunnel is longer than its original path, the others cross links that are gone
        var original = List.of("frankfurt-munich", "munich-vienna");
        var longer =
                new ComputePlan.HeldTunnel(List.of("frankfurt-zurich", "munich-zurich", "munich-vienna"), original);
        var gone = List.of("frankfurt-nowhere", "nowhere-vienna");
        var lost = new ComputePlan.HeldTunnel(gone, original);
        var cut = new ComputePlan.HeldTunnel(original, gone);
        // when
        var results = plan(
                "INC-2026-0006",
                null,
                held(demand("p", SlaTier.GOLD, 100), longer),
                held(demand("q", SlaTier.SILVER, 20_000), lost),
                held(demand("r", SlaTier.SILVER, 100), cut),
                demand("s", SlaTier.BRONZE, 100));
        // then
        assertThat(results.at("/0/answer/path_found").asBoolean()).isTrue();
        assertThat(results.at("/0/held/tunnel/latency_ms").asDouble()).isEqualTo(9.0);
        assertThat(results.at("/0/held/original/latency_ms").asDouble()).isEqualTo(6.5);
        assertThat(results.at("/1/answer/path_found").asBoolean()).isFalse();
        assertThat(results.at("/1/held/tunnel/loss_pct").asDouble()).isEqualTo(100);
        assertThat(results.at("/1/held/original/latency_ms").asDouble()).isEqualTo(6.5);
        assertThat(results.path(3).has("held")).isFalse();
        // and: without the tunnel the IGP routes the traffic around the missing link
        assertThat(results.at("/2/held/original/latency_ms").asDouble()).isPositive();
    }

    private static ComputePlan.Demand held(ComputePlan.Demand demand, ComputePlan.HeldTunnel tunnel) {
        return new ComputePlan.Demand(
                demand.key(),
                demand.slaTier(),
                demand.demandMbps(),
                demand.constraints(),
                demand.currentLinks(),
                demand.demandBoundMbps(),
                demand.slaLimits(),
                demand.services(),
                demand.originalLinks(),
                tunnel);
    }
}

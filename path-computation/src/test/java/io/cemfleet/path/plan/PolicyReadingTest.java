package io.cemfleet.path.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.policy.PolicyRoute;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.PathFixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Policies from Frankfurt over Munich to Vienna, each of a colour of its own. */
class PolicyReadingTest {

    private static final EcmpRoutes ROUTES = EcmpRoutes.over(NetworkFixtures.topology());
    private static final CapacityReservation.ReservationOwner ENDS =
            new CapacityReservation.ReservationOwner("INC-1", "frankfurt", "vienna");
    private static final Set<String> OVER_MUNICH = Set.of("frankfurt-munich", "munich-vienna");

    private final Counters counters = new Counters();

    @Test
    void aPolicyOfAnotherColourCarriesNothingOfAProtection() {
        var reading = reading(Set.of(100, 200), 200);
        assertThat(carries(reading, "frankfurt>vienna/100/sr-mpls")).isFalse();
        assertThat(carries(reading, "frankfurt>vienna/200/sr-mpls")).isTrue();
    }

    @Test
    void aProtectionWithoutAColourIsCarriedByOneThatNoKeyNames() {
        assertThat(carries(reading(Set.of(100), 100), "frankfurt>vienna/-/sr-mpls"))
                .isFalse();
        assertThat(carries(reading(Set.of(100), 100, 4000), "frankfurt>vienna/-/sr-mpls"))
                .isTrue();
    }

    @Test
    void anotherPathOrOtherEndsOrNoTrafficAreNoProof() {
        // given
        var reading = reading(Set.of(100), 100);
        // then
        assertThat(reading.carrying("k/100/sr-mpls", ENDS, Set.of("frankfurt-prague")::equals))
                .isEmpty();
        assertThat(reading.carrying(
                        "k/100/sr-mpls",
                        new CapacityReservation.ReservationOwner("INC-1", "frankfurt", "munich"),
                        OVER_MUNICH::equals))
                .isEmpty();
        assertThat(counters.asked).isEmpty();
        // and
        counters.mbps = Map.of(100, 0.0);
        assertThat(carries(reading(Set.of(100), 100), "k/100/sr-mpls")).isFalse();
        counters.mbps = Map.of();
        assertThat(carries(reading(Set.of(100), 100), "k/100/sr-mpls")).isTrue();
    }

    @Test
    void aCounterIsReadOnceForAllProtections() {
        // given
        var reading = reading(Set.of(100), 100, 200);
        // when
        for (int i = 0; i < 5; i++) {
            carries(reading, "frankfurt>vienna/100/sr-mpls");
        }
        // then
        assertThat(counters.asked).containsExactly(new PolicyKey("frankfurt", "vienna", 100));
    }

    private static boolean carries(PolicyReading reading, String key) {
        return reading.carrying(key, ENDS, OVER_MUNICH::equals).isPresent();
    }

    private PolicyReading reading(Set<Integer> planned, int... colors) {
        List<SrPolicy> policies = new ArrayList<>();
        for (int color : colors) {
            policies.add(PathFixtures.policy("frankfurt", "vienna", color, 16004, 16003));
        }
        return new PolicyReading(counters, ROUTES, new SrPolicies(policies, List.of()), planned);
    }

    /** Counters by colour; one that is not there is not measured. */
    private static final class Counters implements SrPolicyClient {

        private final List<PolicyKey> asked = new ArrayList<>();
        private Map<Integer, Double> mbps = Map.of(100, 10.0, 200, 10.0, 4000, 10.0);

        @Override
        public CncResult<PolicyMeasurement> measurement(NetworkTopology topology, PolicyKey key) {
            asked.add(key);
            var measured = mbps.get(key.color());
            return measured == null
                    ? CncResult.notFound(key.toString())
                    : CncResult.ok(new PolicyMeasurement(key, measured, null, null));
        }

        @Override
        public CncResult<SrPolicies> list(NetworkTopology topology) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CncResult<SrPolicy> get(NetworkTopology topology, PolicyKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CncResult<PolicyRoute> route(NetworkTopology topology, PolicyKey key) {
            throw new UnsupportedOperationException();
        }
    }
}

package io.cemfleet.lab.network;

import static io.cemfleet.lab.network.NetworkFixtures.A_TO_D;
import static io.cemfleet.lab.network.NetworkFixtures.policy;
import static io.cemfleet.lab.network.NetworkFixtures.sid;
import static io.cemfleet.lab.network.NetworkFixtures.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SrPolicyTest {

    private final LabNetwork network = NetworkFixtures.network(NetworkFixtures.diamond());

    @BeforeEach
    void lists() {
        network.putSidList(new SidList("over-e", List.of(sid("e"), sid("d"))));
        network.putSidList(new SidList("over-c", List.of(sid("c"), sid("d"))));
        network.putSidList(new SidList("broken", List.of(23999)));
    }

    @Test
    void theValidPathWithTheHighestPreferenceIsActive() {
        network.putPolicy(policy("customer", 100, weighted("over-c", 1)));
        network.putPolicy(policy("protection", 60, weighted("over-e", 1)));
        assertThat(active().policyName()).isEqualTo("customer");

        network.putPolicy(policy("protection", 200, weighted("over-e", 1)));
        assertThat(active().policyName()).isEqualTo("protection");

        network.deletePolicy("protection");
        assertThat(active().policyName()).isEqualTo("customer");
    }

    @Test
    void aPathThatCannotBeResolvedIsDownAndTheNextOneTakesOver() {
        network.putPolicy(policy("customer", 100, weighted("over-c", 1)));
        network.putPolicy(policy("protection", 200, weighted("broken", 1)));
        assertThat(active().policyName()).isEqualTo("customer");
        assertThat(state().candidates().getFirst().problem()).contains("23999");

        network.putSidList(new SidList("broken", List.of(sid("e"), sid("d"))));
        assertThat(active().policyName()).isEqualTo("protection");
    }

    @Test
    void aListThatEndsElsewhereOrIsTooDeepIsInvalid() {
        assertThat(network.resolve("a", "d", List.of(sid("e")))).isInstanceOf(PathResolution.Down.class);
        assertThat(network.resolve("a", "d", Collections.nCopies(11, sid("d"))))
                .isInstanceOf(PathResolution.Down.class);
        assertThat(network.resolve("a", "d", List.of(sid("e"), sid("d")))).isInstanceOf(PathResolution.Up.class);
    }

    @Test
    void anAdjacencySidForcesItsParallel() {
        LabLink second = network.topology().linkById("b-d-2").orElseThrow();
        PathResolution resolution =
                network.resolve("a", "d", List.of(sid("b"), second.forward().adjacencySid()));
        assertThat(resolution).isInstanceOfSatisfying(PathResolution.Up.class, up -> assertThat(up.route())
                .extracting(LinkShare::direction)
                .contains(second.forward().index())
                .hasSize(2));
        assertThat(network.resolve("a", "d", List.of(second.forward().adjacencySid() + 900, sid("d"))))
                .isInstanceOf(PathResolution.Down.class);
    }

    @Test
    void aDynamicPathKeepsToItsAffinitiesOrIsDown() {
        assertThat(network.compute("a", "d", new PathSpec.Dynamic(PathMetric.HOPS)))
                .isInstanceOf(PathResolution.Up.class);
        assertThat(network.compute("a", "d", new PathSpec.Dynamic(PathMetric.DELAY, new AffinityConstraint(0, 8, 0))))
                .isInstanceOf(PathResolution.Down.class);
    }

    @Test
    void anExplicitBindingSidInUseOnTheHeadEndBringsThePathDown() {
        network.putPolicy(withBindingSid("one", 100, 24001));
        assertThat(state().bindingSid()).isEqualTo(24001);

        network.putPolicy(withBindingSid("two", 101, 24001));
        SrPolicyState two =
                network.state().srPolicy(new PolicyKey("a", "d", 101)).orElseThrow();
        assertThat(two.up()).isFalse();
        assertThat(two.bindingSid()).isNull();
        assertThat(two.candidates().getFirst().problem()).contains("24001");

        network.deletePolicy("one");
        assertThat(network.state()
                        .srPolicy(new PolicyKey("a", "d", 101))
                        .orElseThrow()
                        .bindingSid())
                .isEqualTo(24001);
    }

    @Test
    void aBindingSidThatTheHeadEndChoseStays() {
        network.putPolicy(policy("customer", 100, weighted("over-c", 1)));
        Integer label = state().bindingSid();
        assertThat(label).isNotNull().isGreaterThan(LabRouter.DYNAMIC_LOWER);
        network.putPolicy(policy("other", 50, weighted("over-e", 1)));
        network.putPolicy(policy("customer", 100, weighted("over-e", 1)));
        assertThat(state().bindingSid()).isEqualTo(label);
    }

    @Test
    void twoPoliciesOfOneKeyMakeOneSrPolicyAndTheirPreferencesMustDiffer() {
        network.putPolicy(policy("customer", 100, weighted("over-c", 1)));
        assertThat(network.putPolicy(policy("protection", 100, weighted("over-e", 1))))
                .isInstanceOfSatisfying(ChangeOutcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(ChangeOutcome.RefusalReason.NOT_UNIQUE));
        network.putPolicy(policy("protection", 90, weighted("over-e", 1)));
        assertThat(network.state().srPolicies()).hasSize(1);
        assertThat(state().candidates()).hasSize(2);
    }

    @Test
    void whatIsInUseOrUnknownIsRefused() {
        network.putPolicy(policy("customer", 100, weighted("over-c", 1)));
        assertThat(reason(network.deleteSidList("over-c"))).isEqualTo(ChangeOutcome.RefusalReason.IN_USE);
        assertThat(reason(network.putPolicy(policy("x", 7, weighted("nowhere", 1)))))
                .isEqualTo(ChangeOutcome.RefusalReason.BAD_REFERENCE);
        assertThat(reason(network.putPolicy(policy("x", 7, weighted("over-e", 0)))))
                .isEqualTo(ChangeOutcome.RefusalReason.INVALID);
        assertThat(reason(network.deletePolicy("x"))).isEqualTo(ChangeOutcome.RefusalReason.NOT_FOUND);
        assertThat(reason(network.deleteRoutePolicy("SET-COLOR-100"))).isEqualTo(ChangeOutcome.RefusalReason.IN_USE);
        network.deletePolicy("customer");
        assertThat(network.deleteSidList("over-c").done()).isTrue();
    }

    private static NamedPolicy withBindingSid(String name, int color, int label) {
        NamedPolicy plain = policy(name, 100, weighted("over-e", 1));
        return new NamedPolicy(
                name, plain.headEnds(), plain.endPoint(), color, label, plain.paths(), NamedPolicy.Origin.NSO);
    }

    private static ChangeOutcome.RefusalReason reason(ChangeOutcome outcome) {
        assertThat(outcome).isInstanceOf(ChangeOutcome.Refused.class);
        return ((ChangeOutcome.Refused) outcome).reason();
    }

    private SrPolicyState state() {
        return network.state().srPolicy(A_TO_D).orElseThrow();
    }

    private CandidateState active() {
        return state().active().orElseThrow();
    }
}

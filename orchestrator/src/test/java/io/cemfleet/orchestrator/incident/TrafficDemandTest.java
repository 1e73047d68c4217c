package io.cemfleet.orchestrator.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.BranchShare;
import io.cemfleet.a2a.contract.FlowImpact;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much traffic a protection may have to carry: as measured, and at most. */
class TrafficDemandTest {
    private static AssessImpact.Flow flow(@Nullable Double demand, @Nullable Double bound, FlowImpact impact) {
        return new AssessImpact.Flow(
                "frankfurt",
                "prague",
                1.0,
                demand,
                List.of(new BranchShare(List.of("frankfurt-prague"), 1.0)),
                100,
                TeType.SR_MPLS,
                impact,
                bound,
                null);
    }

    private static ProtectionScope scope(@Nullable Double demand, @Nullable Double bound, FlowImpact impact) {
        AssessImpact.Flow flow = flow(demand, bound, impact);
        return ProtectionScope.of(OrchestratorFixtures.service("L3VPN-1", SlaTier.GOLD, flow), flow);
    }

    private static ProtectionScope scope(@Nullable Double demand, @Nullable Double bound) {
        return scope(demand, bound, FlowImpact.DEGRADED);
    }

    @ParameterizedTest
    @CsvSource({
        // two measured flows
        "100, , 50, , 150, , 150",
        // one measured, one that something bounds
        "100, , , 50, 100, 150, 150",
        ", 50, 100, , 100, 150, 150",
        // two that something bounds
        ", 50, , 70, , 120, 120",
        // one measured, one of which nothing is known
        "100, , , , 100, , 100",
        ", , 100, , 100, , 100",
        // nothing is known
        ", , , , , , "
    })
    void demandsAddUpAndEachMeasuredOneCountsAsMeasured(
            @Nullable Double demand,
            @Nullable Double bound,
            @Nullable Double otherDemand,
            @Nullable Double otherBound,
            @Nullable Double sum,
            @Nullable Double sumBound,
            @Nullable Double most) {
        ProtectionScope.TrafficDemand both =
                scope(demand, bound).plus(scope(otherDemand, otherBound)).demand();

        assertThat(both).isEqualTo(new ProtectionScope.TrafficDemand(sum, sumBound));
        assertThat(both.max()).isEqualTo(most);
    }

    @Test
    void aMeasuredFlowNeedsNoBound() {
        assertThat(scope(100.0, 900.0).demand()).isEqualTo(new ProtectionScope.TrafficDemand(100.0, null));
        assertThat(scope(null, 900.0).demand()).isEqualTo(new ProtectionScope.TrafficDemand(null, 900.0));
    }

    @Test
    void anAssessmentThatKnowsNoDemandKeepsTheFormerOne() {
        ProtectionScope measured = scope(100.0, null);
        ProtectionScope bounded = scope(null, 70.0);
        ProtectionScope unknown = scope(null, null);

        assertThat(measured.with(unknown).demand()).isEqualTo(measured.demand());
        assertThat(measured.with(bounded).demand()).isEqualTo(bounded.demand());
        assertThat(bounded.with(measured).demand()).isEqualTo(measured.demand());
    }

    @Test
    void oneFlowThatIsCutOffCutsItsProtection() {
        ProtectionScope degraded = scope(100.0, null);
        ProtectionScope outage = scope(100.0, null, FlowImpact.OUTAGE);

        assertThat(degraded.plus(degraded).cut()).isFalse();
        assertThat(degraded.plus(outage).cut()).isTrue();
        assertThat(outage.plus(degraded).cut()).isTrue();
    }
}

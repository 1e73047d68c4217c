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

class CoverTest {
    private static final List<BranchShare> BYPASS = List.of(new BranchShare(List.of("frankfurt-munich"), 1.0));
    private static final List<BranchShare> FORMER = List.of(
            new BranchShare(List.of("frankfurt-prague", "prague-vienna"), 0.5),
            new BranchShare(List.of("frankfurt-prague", "prague-vienna-2"), 0.5));

    @Test
    void trafficThatACutTookElsewhereGoesBackToItsFormerLinks() {
        // when
        ProtectionScope scope = cover(FORMER);
        // then
        assertThat(scope.currentLinks()).containsExactly("frankfurt-munich");
        assertThat(scope.originalLinks()).containsExactly("frankfurt-prague", "prague-vienna", "prague-vienna-2");
        assertThat(scope.plus(cover(null)).originalLinks()).isEqualTo(scope.originalLinks());
        assertThat(cover(null).plus(scope).originalLinks()).isEqualTo(scope.originalLinks());
    }

    @Test
    void whatTheNewestAssessmentSaysOfItCounts() {
        assertThat(cover(FORMER).with(cover(null)).originalLinks()).isNull();
        assertThat(cover(null).with(cover(FORMER)).originalLinks()).hasSize(3);
    }

    private static ProtectionScope cover(@Nullable List<BranchShare> former) {
        AssessImpact.Flow flow = new AssessImpact.Flow(
                "frankfurt", "vienna", 1.0, 100.0, BYPASS, 100, TeType.SR_MPLS, FlowImpact.AT_RISK, null, former);
        return ProtectionScope.of(OrchestratorFixtures.service("L3VPN-1", SlaTier.GOLD, flow), flow);
    }
}

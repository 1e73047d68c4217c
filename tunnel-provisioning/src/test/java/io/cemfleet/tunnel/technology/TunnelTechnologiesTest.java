package io.cemfleet.tunnel.technology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class TunnelTechnologiesTest {
    private final TunnelTechnology srMpls = technology(TeType.SR_MPLS);

    @Test
    void aTypeWithoutATechnologyIsUnsupported() {
        assertThat(codeOf(new TunnelTechnologies(List.of(srMpls)).of(TeType.SRV6)))
                .isEqualTo(TunnelFailureCode.TE_TYPE_UNSUPPORTED);
    }

    @Test
    void aTypeThatTheEndsDoNotSupportIsUnsupported() {
        var technologies = new TunnelTechnologies(List.of(srMpls));

        for (@Nullable TeType requested : new @Nullable TeType[] {null, TeType.SR_MPLS}) {
            StepOutcome<TunnelTechnology> selected = technologies.select(requested, "frankfurt", "vienna", ends(false));

            assertThat(selected)
                    .isEqualTo(StepOutcome.failed(StepFailure.of(
                            TunnelFailureCode.TE_TYPE_UNSUPPORTED,
                            "the topology reports no SR-MPLS from frankfurt to vienna")));
        }
    }

    @Test
    void twoTechnologiesOfOneTypeAreRefusedAtStart() {
        assertThatThrownBy(() -> new TunnelTechnologies(List.of(srMpls, technology(TeType.SR_MPLS))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static TunnelTechnology technology(TeType teType) {
        TunnelTechnology technology = Mockito.mock(TunnelTechnology.class);
        Mockito.when(technology.teType()).thenReturn(teType);
        Mockito.when(technology.supportedBy(ends(true))).thenReturn(true);
        return technology;
    }

    private static TunnelEndCapabilities ends(boolean srMpls) {
        return new TunnelEndCapabilities(srMpls, null, null, null, null, Set.of());
    }

    private static TunnelFailureCode codeOf(StepOutcome<?> outcome) {
        return ((StepOutcome.Failed<?>) outcome).failure().code();
    }
}

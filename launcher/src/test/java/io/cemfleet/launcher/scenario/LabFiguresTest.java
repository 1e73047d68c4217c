package io.cemfleet.launcher.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.launcher.client.LabNetworkResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabFiguresTest {

    private static LabFigures figures(double forth, double back, @Nullable Double latency, double loss) {
        return LabFigures.of(new LabNetworkResponse(
                List.of(new LabNetworkResponse.Link(
                        "a-b",
                        true,
                        List.of(
                                new LabNetworkResponse.DirectionLoad("a", forth),
                                new LabNetworkResponse.DirectionLoad("b", back)))),
                List.of(new LabNetworkResponse.Service("one", "gold", null, List.of(), latency, loss)),
                List.of()));
    }

    @Test
    void aDirectionThatWasBelowItsThresholdAndIsAboveItIsNamed() {
        LabFigures before = figures(0.5, 0.79, 10.0, 0);

        assertThat(before.crossing(0.8, figures(0.8, 0.81, 10.0, 0))).isEmpty();
        assertThat(before.crossing(0.8, figures(0.9, 0.79, 10.0, 0))).isEqualTo(Map.of("a-b from a", 0.9));
    }

    @Test
    void aDirectionThatWasAboveItsThresholdMustNotGetMore() {
        LabFigures before = figures(0.5, 0.9, 10.0, 0);

        assertThat(before.crossing(0.8, figures(0.5, 0.91, 10.0, 0))).isEmpty();
        assertThat(before.crossing(0.8, figures(0.5, 0.95, 10.0, 0))).containsOnlyKeys("a-b from b");
    }

    @Test
    void theFullestOfThoseBelowLeavesOutWhatWasAboveAnyway() {
        LabFigures before = figures(0.5, 0.9, 10.0, 0);

        assertThat(before.fullestOfBelow(0.8, figures(0.7, 0.95, 10.0, 0))).isEqualTo(0.7);
    }

    @Test
    void aServiceIsWorseOffByLossByLatencyOrWhenNothingGetsThrough() {
        LabFigures before = figures(0.5, 0.5, 260.0, 3);

        assertThat(before.worse(figures(0.5, 0.5, 30.0, 0))).isEmpty();
        assertThat(before.worse(figures(0.5, 0.5, 261.0, 3.05))).isEmpty();
        assertThat(before.worse(figures(0.5, 0.5, 30.0, 14))).containsOnlyKeys("one");
        assertThat(before.worse(figures(0.5, 0.5, 290.0, 0))).containsOnlyKeys("one");
        assertThat(before.worse(figures(0.5, 0.5, null, 3))).containsOnlyKeys("one");
    }
}

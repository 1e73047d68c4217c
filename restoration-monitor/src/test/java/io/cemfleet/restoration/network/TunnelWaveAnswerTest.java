package io.cemfleet.restoration.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.contract.WaveAnswer;
import io.cemfleet.a2a.message.TaskFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an answer to a wave says about each of its tunnels; what it does not say clearly is unknown. */
class TunnelWaveAnswerTest {
    private static final List<String> WAVE = List.of("one", "two");
    private static final TunnelCallOutcome DONE = new TunnelCallOutcome.Done(75);
    private static final TaskFailure FULL = new TaskFailure("cap_exceeded", "no more", false);

    private record Results(@Nullable List<WaveAnswer<Integer>> results) {}

    private static Map<String, TunnelCallOutcome> read(TaskOutcome<Results> answer) {
        return TunnelWaveAnswer.read(
                WAVE, answer, Results::results, (tunnel, weight) -> new TunnelCallOutcome.Done(weight));
    }

    @SafeVarargs
    private static Map<String, TunnelCallOutcome> read(@Nullable WaveAnswer<Integer>... items) {
        return read(new TaskOutcome.Done<>(new Results(Arrays.asList(items))));
    }

    @Test
    void eachTunnelHasTheOutcomeOfItsItemInAnyOrder() {
        assertThat(read(WaveAnswer.failed("1", FULL), WaveAnswer.done("0", 75)))
                .isEqualTo(Map.of(
                        "one", DONE, "two", new TunnelCallOutcome.Failed("cap_exceeded", "two: no more", false)));
    }

    @Test
    void aMissingItemIsUnknownAndSoIsOneThatIsAnsweredTwiceOrInTwoWays() {
        assertThat(unclear(read(WaveAnswer.done("0", 75), null))).containsExactly("two");
        assertThat(unclear(read(WaveAnswer.done("0", 75), WaveAnswer.done("0", 75), WaveAnswer.done("1", 75))))
                .containsExactly("one");
        assertThat(unclear(read(WaveAnswer.done("0", 75), new WaveAnswer<>("1", 75, FULL))))
                .containsExactly("two");
        assertThat(unclear(read(WaveAnswer.done("0", 75), new WaveAnswer<>("1", null, null))))
                .containsExactly("two");
        assertThat(unclear(read(new TaskOutcome.Done<>(new Results(null))))).containsExactly("one", "two");
    }

    @Test
    void aWaveThatFailedAsAWholeHasThatOutcomeForEachTunnel() {
        assertThat(read(new TaskOutcome.Failed<>(new TaskFailure("stale_plan", "newer", false))))
                .isEqualTo(
                        Map.of("one", new TunnelCallOutcome.Superseded(), "two", new TunnelCallOutcome.Superseded()));
        assertThat(read(new TaskOutcome.Refused<>(422, "malformed")).values()).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(TunnelCallOutcome.Failed.class, failed -> assertThat(failed.refused())
                        .isTrue()));
        assertThat(unclear(read(new TaskOutcome.Unreachable<>("503")))).containsExactly("one", "two");
        assertThat(unclear(read(new TaskOutcome.Accepted<>(UUID.randomUUID())))).containsExactly("one", "two");
    }

    private static List<String> unclear(Map<String, TunnelCallOutcome> outcomes) {
        return outcomes.entrySet().stream()
                .filter(each -> each.getValue() instanceof TunnelCallOutcome.Unknown)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}

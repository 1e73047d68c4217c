package io.cemfleet.orchestrator.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.WriteRefusal;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each attempt has a number of its own, which is part of the key of its effects. */
class AttemptStateTest {
    private static final Instant NOW = OrchestratorFixtures.BEGIN;
    private static final AttemptState SECOND = AttemptState.NONE.failed("no answer", NOW);

    static Stream<UnaryOperator<AttemptState>> outcomes() {
        return Stream.of(
                attempts -> attempts.failed("no answer", NOW),
                attempts -> attempts.refused(WriteRefusal.CHANGE_FREEZE, "said so"),
                attempts -> attempts.exhausted(3, "no answer"),
                AttemptState::restarted,
                attempts -> attempts.waiting("busy", NOW, NOW));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void afterEachOutcomeTheNextAttemptHasTheNextNumber(UnaryOperator<AttemptState> outcome) {
        assertThat(outcome.apply(SECOND).attempt()).isEqualTo(3);
    }

    @Test
    void failuresAndRefusalsCountAndOperatorsReadHowOftenWasTried() {
        assertThat(SECOND.failed("no answer", NOW))
                .returns(2, AttemptState::failures)
                .returns(2, AttemptState::tries);
        assertThat(SECOND.refused(WriteRefusal.CHANGE_FREEZE, "said so"))
                .returns(2, AttemptState::failures)
                .returns(2, AttemptState::tries);
        assertThat(SECOND.restarted()).returns(0, AttemptState::failures).returns(1, AttemptState::tries);
    }

    @Test
    void whatDoesNotCountLeavesTheCountOfAttempts() {
        AttemptState waiting =
                SECOND.waiting("busy", NOW, NOW.plusSeconds(1)).waiting("busy", NOW.plusSeconds(1), NOW.plusSeconds(2));

        assertThat(waiting)
                .returns(2, AttemptState::counted)
                .returns(1, AttemptState::failures)
                .returns(NOW, AttemptState::waitingSince);
        assertThat(waiting.failed("no answer", NOW).waitingSince()).isNull();
    }

    @Test
    void anAttemptIsDueOnceItsPauseIsOver() {
        assertThat(AttemptState.NONE.due(NOW)).isTrue();
        assertThat(SECOND.notBefore(NOW.plusSeconds(1)).due(NOW)).isFalse();
        assertThat(SECOND.notBefore(NOW).due(NOW)).isTrue();
    }
}

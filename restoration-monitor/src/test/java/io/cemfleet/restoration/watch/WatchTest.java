package io.cemfleet.restoration.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.testing.FleetJson;
import io.cemfleet.restoration.RestorationFixtures;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatchTest {
    private static final Instant NOW = RestorationFixtures.NOW;
    private final Watch watch = RestorationFixtures.watch();

    @Test
    void aSampleOfTheSameMomentDoesNotCountTwice() {
        // when
        Watch after = watch.good(NOW.plusSeconds(1)).good(NOW.plusSeconds(1)).good(NOW.plusSeconds(2));
        // then
        assertThat(after.goodSamples()).isEqualTo(2);
    }

    @Test
    void aSampleFromBeforeTheWatchBeganDoesNotCount() {
        assertThat(watch.good(NOW).good(NOW.minusSeconds(5)).goodSamples()).isZero();
    }

    @Test
    void startingAgainForgetsTheRowAndTheHoldTimer() {
        // given
        Watch holding = watch.good(NOW.plusSeconds(1)).hold(NOW.plusSeconds(30));
        // when
        Watch again = holding.startAgain();
        // then
        assertThat(again.stage()).isEqualTo(Stage.WATCHING);
        assertThat(again.goodSamples()).isZero();
        assertThat(again.holdUntil()).isNull();
    }

    @Test
    void aRelapsePutsTheWeightBackAndIsCounted() {
        // when
        Watch after = watch.cutOver().shifted(2, 50, NOW).failedOnce().relapsed(NOW.plusSeconds(9));
        // then
        assertThat(after.stage()).isEqualTo(Stage.WATCHING);
        assertThat(after.protectionWeight()).isEqualTo(100);
        assertThat(after.relapses()).isEqualTo(1);
        assertThat(after.cutoverStage()).isZero();
        assertThat(after.attempts()).isZero();
    }

    @Test
    void afterAShiftOnlyLaterSamplesCount() {
        Watch after = watch.cutOver().shifted(1, 75, NOW.plusSeconds(10));
        assertThat(after.good(NOW.plusSeconds(9)).goodSamples()).isEqualTo(after.goodSamples());
        assertThat(after.good(NOW.plusSeconds(11)).goodSamples()).isEqualTo(after.goodSamples() + 1);
    }

    @Test
    void anAnswerEndsTheSilence() {
        // given
        Watch silent = watch.cutOver().unanswered(NOW).unansweredTold(NOW);
        // then
        assertThat(silent.unanswered(NOW.plusSeconds(9)).unansweredSince()).isEqualTo(NOW);
        assertThat(silent.shifted(1, 75, NOW).unansweredSince()).isNull();
        assertThat(silent.shifted(1, 75, NOW).unansweredTold()).isFalse();
        assertThat(silent.failedOnce().unansweredSince()).isNull();
    }

    @Test
    void whatTheOrchestratorDoesNotKnowAboutTheCauseIsLeftToMeasurements() {
        assertThat(watch.loadCaused()).isNull();
        assertThat(Watch.begin(
                                RestorationFixtures.causedByLoad(RestorationFixtures.request("INC-2026-0001", 1, "t")),
                                UUID.randomUUID(),
                                NOW,
                                null)
                        .loadCaused())
                .isTrue();
    }

    @Test
    void aWatchThatAnEarlierVersionStoredIsRead() throws Exception {
        // given
        ObjectNode stored = (ObjectNode) FleetJson.tree(watch);
        stored.remove(List.of("load_caused", "deferred_told", "unanswered_since", "unanswered_told"));
        // then
        assertThat(FleetJson.MAPPER.treeToValue(stored, Watch.class)).isEqualTo(watch);
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"CUTTING_OVER", "CLEANING_UP", "CLEANUP_FAILED", "CANCELED"})
    void aWatchThatTakesOverWhereTrafficMayHaveMovedBringsItBackFirst(Stage stage) {
        assertThat(takenOver(watch.end(stage)).protectionWeight()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"WATCHING", "HOLDING", "RESTORED"})
    void aWatchThatTakesOverBeforeAnythingMovedHasNothingToBringBack(Stage stage) {
        assertThat(takenOver(watch.end(stage)).protectionWeight()).isEqualTo(100);
    }

    private static Watch takenOver(Watch before) {
        return Watch.begin(RestorationFixtures.request("INC-2026-0001", 2, "t"), UUID.randomUUID(), NOW, before);
    }
}

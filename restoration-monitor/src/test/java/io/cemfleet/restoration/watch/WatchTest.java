package io.cemfleet.restoration.watch;

import static io.cemfleet.restoration.RestorationFixtures.OVER_PRAGUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.testing.FleetJson;
import io.cemfleet.restoration.RestorationFixtures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final String TUNNEL = RestorationFixtures.TUNNEL;
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
    void aRelapseAsksForAllTrafficBackAndIsCounted() {
        // given half of the traffic on the original path
        Watch half = watch.cutOver(Set.of(TUNNEL)).settled(TUNNEL, 50).stageDone(NOW);
        // when
        Watch after = half.failedOnce().relapsing(List.of("prague-vienna"));
        // then
        assertThat(after.stage()).isEqualTo(Stage.WATCHING);
        assertThat(after.settled()).isFalse();
        assertThat(after.traffic().moving()).isEqualTo(Map.of(TUNNEL, 100));
        assertThat(after.relapses()).isEqualTo(1);
        assertThat(after.attempts()).isZero();
        // and once it is back, it is watched as at first
        Watch back = after.settled(TUNNEL, 100).broughtBack(NOW.plusSeconds(9));
        assertThat(back.settled()).isTrue();
        assertThat(back.cutoverStage()).isZero();
    }

    @Test
    void aRelapseAlsoBringsBackWhatMayHaveMoved() {
        Watch moving = watch.cutOver(Set.of(TUNNEL)).moving(Map.of(TUNNEL, 75));
        assertThat(moving.relapsing(List.of()).traffic().moving()).isEqualTo(Map.of(TUNNEL, 100));
    }

    @Test
    void afterAShiftOnlyLaterSamplesCount() {
        Watch after = watch.cutOver(Set.of(TUNNEL)).settled(TUNNEL, 75).stageDone(NOW.plusSeconds(10));
        assertThat(after.good(NOW.plusSeconds(9)).goodSamples()).isEqualTo(after.goodSamples());
        assertThat(after.good(NOW.plusSeconds(11)).goodSamples()).isEqualTo(after.goodSamples() + 1);
    }

    @Test
    void anAnswerEndsTheSilence() {
        // given
        Watch silent = watch.cutOver(Set.of(TUNNEL)).unanswered(NOW).heldTold(true);
        // then
        assertThat(silent.unanswered(NOW.plusSeconds(9)).unansweredSince()).isEqualTo(NOW);
        assertThat(silent.stageDone(NOW).unansweredSince()).isNull();
        assertThat(silent.stageDone(NOW).heldTold()).isFalse();
        assertThat(silent.failedOnce().unansweredSince()).isNull();
    }

    @Test
    void aWatchIsReadAsItWasStored() throws Exception {
        Watch moving = watch.cutOver(Set.of(TUNNEL)).moving(Map.of(TUNNEL, 75));
        assertThat(FleetJson.MAPPER.treeToValue(FleetJson.tree(moving), Watch.class))
                .isEqualTo(moving);
    }

    @Test
    void aWatchThatTakesOverBringsBackWhatMayHaveMoved() {
        Watch cutting = watch.cutOver(Set.of(TUNNEL));
        assertThat(takenOver(cutting.moving(Map.of(TUNNEL, 75)).end(Stage.CANCELED))
                        .traffic()
                        .moving())
                .isEqualTo(Map.of(TUNNEL, 100));
        assertThat(takenOver(cutting.settled(TUNNEL, 50)).traffic().moving()).isEqualTo(Map.of(TUNNEL, 100));
        assertThat(takenOver(cutting.settled(TUNNEL, 0).dropped(TUNNEL, true))
                        .traffic()
                        .moving())
                .isEqualTo(Map.of(TUNNEL, 100));
    }

    @Test
    void aWatchThatTakesOverBeforeAnythingMovedHasNothingToBringBack() {
        assertThat(takenOver(watch.hold(NOW)).settled()).isTrue();
        assertThat(takenOver(watch.cutOver(Set.of(TUNNEL))).settled()).isTrue();
    }

    @Test
    void aTunnelThatWasRemovedAndMadeAgainCarriesAllItsTraffic() {
        assertThat(takenOver(watch.settled(TUNNEL, 0).gone(TUNNEL).end(Stage.RESTORED))
                        .settled())
                .isTrue();
    }

    @Test
    void aTunnelOnAnotherPathCarriesItsTrafficThereOnlySinceThen() {
        // given
        Instant steered = NOW.minusSeconds(300);
        Watch first = onPath(OVER_PRAGUE, 1, steered, NOW.minusSeconds(290), null);
        assertThat(steeredAt(first)).isEqualTo(steered);
        // when the path or its version changes, and the time of steering does not
        Watch other = onPath(List.of("frankfurt-munich", "munich-vienna"), 2, steered, NOW, first);
        Watch version = onPath(OVER_PRAGUE, 2, steered, NOW, first);
        // then
        assertThat(steeredAt(other)).isEqualTo(NOW);
        assertThat(steeredAt(version)).isEqualTo(NOW);
    }

    @Test
    void aPathThatStaysKeepsItsMomentUntilItIsSteeredAgain() {
        // given a path that took over from another
        Instant steered = NOW.minusSeconds(300);
        Watch first = onPath(List.of("frankfurt-munich"), 1, steered, NOW.minusSeconds(290), null);
        Watch moved = onPath(OVER_PRAGUE, 2, steered, NOW, first);
        // then
        assertThat(steeredAt(onPath(OVER_PRAGUE, 2, steered, NOW.plusSeconds(60), moved)))
                .isEqualTo(NOW);
        assertThat(steeredAt(onPath(OVER_PRAGUE, 2, NOW.plusSeconds(50), NOW.plusSeconds(60), moved)))
                .isEqualTo(NOW.plusSeconds(50));
    }

    private static Watch onPath(
            List<String> links, long version, Instant steered, Instant now, @Nullable Watch before) {
        MonitorRestoration.Request request = RestorationFixtures.with(
                RestorationFixtures.request("INC-2026-0001", version, TUNNEL),
                watched -> RestorationFixtures.onPath(watched, links, version, steered));
        return Watch.begin(request, UUID.randomUUID(), now, before);
    }

    private static @Nullable Instant steeredAt(Watch watch) {
        return watch.protections().getFirst().steeredAt();
    }

    private static Watch takenOver(Watch before) {
        return Watch.begin(RestorationFixtures.request("INC-2026-0001", 2, TUNNEL), UUID.randomUUID(), NOW, before);
    }
}

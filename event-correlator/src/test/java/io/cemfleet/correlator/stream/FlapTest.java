package io.cemfleet.correlator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.correlator.alert.IncidentDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A link that changes its state too often is held back, longer each time. */
@org.jspecify.annotations.NullUnmarked
class FlapTest extends StreamTest {
    private static final String LINK = "alfa1-bravo1";

    private List<IncidentDecision> change(boolean degraded, long second) {
        return cnc("Alfa", "Bravo", degraded ? "major" : "cleared", second);
    }

    /** Raise, clear, raise: the third change makes it flap. */
    private IncidentDecision flap(long from) {
        change(true, from);
        change(false, from + 5);
        return change(true, from + 10).getFirst();
    }

    @Test
    void atTheEndOfItsDampeningALinksStateIsReported() {
        cnc("Alfa", "Bravo", "major", 0);
        cnc("Alfa", "Bravo", "cleared", 5);
        cnc("Alfa", "Bravo", "major", 10);

        assertThat(cnc("Alfa", "Bravo", "cleared", 20)).isEmpty();
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.DAMPENED);
        assertThat(verdict.rule()).isEqualTo("dampening");

        assertThat(send(dampeningEnded(LINK, 70)))
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.CLEARED);
    }

    @Test
    void aLinkThatGoesOnFlappingIsHeldBackTwiceAsLong() {
        cnc("Alfa", "Bravo", "major", 0);
        cnc("Alfa", "Bravo", "cleared", 5);
        cnc("Alfa", "Bravo", "major", 10);
        cnc("Alfa", "Bravo", "cleared", 20);
        cnc("Alfa", "Bravo", "major", 30);
        cnc("Alfa", "Bravo", "cleared", 40);

        List<IncidentDecision> decisions = send(dampeningEnded(LINK, 70));

        assertThat(decisions).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.FLAPPING);
            assertThat(d.flapping().dampenUntil()).isEqualTo(T0.plusSeconds(70 + 120));
        });
    }

    @Test
    void threeStateChangesIn300SecondsAreAFlapAndTheDecisionSaysHowBad() {
        // when
        IncidentDecision flapping = flap(0);
        // then
        assertThat(flapping.decision()).isEqualTo(IncidentDecision.DecisionType.FLAPPING);
        assertThat(flapping.flapping().dampenUntil()).isEqualTo(T0.plusSeconds(70));
        assertThat(flapping.flapping().flap().count()).isEqualTo(3);
        assertThat(flapping.flapping().flap().penalty()).isCloseTo(3000, within(20.0));
    }

    @Test
    void stateChangesFurtherApartAreNoFlap() {
        change(true, 0);
        change(false, 200);
        assertThat(change(true, 301))
                .singleElement()
                .satisfies(d -> assertThat(d.flapping().active()).isFalse());
    }

    @Test
    void dampeningDoublesFrom60To3600SecondsWhileTheLinkGoesOnFlapping() {
        // given
        Instant until = flap(0).flapping().dampenUntil();
        List<Long> seconds = new ArrayList<>(List.of(60L));
        // when it flaps until each end
        for (int round = 0; round < 8; round++) {
            long end = Duration.between(T0, until).toSeconds();
            for (int i = 4; i >= 1; i--) {
                change(i % 2 != 0, end - 5L * i);
            }
            until = send(dampeningEnded(LINK, end)).getFirst().flapping().dampenUntil();
            seconds.add(Duration.between(T0, until).toSeconds() - end);
        }
        // then
        assertThat(seconds).containsExactly(60L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L, 3600L);
    }

    @Test
    void aLinkThatKeptQuietAtTheEndOfALongDampeningIsReleased() {
        // given it is held back for 120 s from 70 on, and changes only in the beginning
        flap(0);
        change(false, 20);
        change(true, 30);
        change(false, 40);
        send(dampeningEnded(LINK, 70));
        change(true, 75);
        // then
        assertThat(send(dampeningEnded(LINK, 190)))
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.GROWN);
    }

    @Test
    void aPenaltyThatHasNotDecayedDoublesTheNextDampeningAndADecayedOneDoesNot() {
        // given
        flap(0);
        change(false, 20);
        send(dampeningEnded(LINK, 70));
        // when 4,000 at 20 s is 3,100 left after 350 s
        IncidentDecision soon = flap(400);
        change(false, 420);
        send(dampeningEnded(LINK, 530));
        // when the 7,000 of then have decayed below 750
        IncidentDecision late = flap(4000);
        // then
        assertThat(soon.flapping().dampenUntil()).isEqualTo(T0.plusSeconds(410 + 120));
        assertThat(late.flapping().dampenUntil()).isEqualTo(T0.plusSeconds(4010 + 60));
    }

    @Test
    void aBreachThatNoIncidentKnowsIsNotHeldBack() {
        // given the incident was resolved while its link is held back
        IncidentDecision flapping = flap(0);
        change(false, 20);
        send(closed(flapping.incidentKey(), IncidentResolution.RESOLVED, 40));
        // when
        List<IncidentDecision> decisions = change(true, 50);
        // then the orchestrator is informed at once, and until when returns wait
        assertThat(decisions).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.OPENED);
            assertThat(d.flapping().active()).isTrue();
            assertThat(d.flapping().dampenUntil()).isEqualTo(T0.plusSeconds(70));
        });
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.PASSED);
    }

    @Test
    void aHarmlessLinkOpensNothingUntilItsDampeningEnds() {
        // given
        IncidentDecision flapping = flap(0);
        change(false, 20);
        send(closed(flapping.incidentKey(), IncidentResolution.NO_IMPACT, 40));
        // then
        assertThat(change(true, 50)).isEmpty();
        assertThat(send(dampeningEnded(LINK, 70)))
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.OPENED);
    }

    @Test
    void aDampeningThatWasNotReportedEndsByItself() {
        // given a link that begins to flap when no incident knows it
        change(true, 0);
        String first = change(false, 400).getFirst().incidentKey();
        send(closed(first, IncidentResolution.NO_IMPACT, 401));
        String second = change(true, 405).getFirst().incidentKey();
        send(closed(second, IncidentResolution.MANUAL, 406));
        assertThat(change(false, 410)).isEmpty();
        // then, after its 60 seconds
        assertThat(change(true, 800)).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.OPENED);
            assertThat(d.flapping().active()).isFalse();
        });
    }
}

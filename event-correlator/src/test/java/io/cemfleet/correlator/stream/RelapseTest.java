package io.cemfleet.correlator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertRecordBuilder;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.source.cnc.CncSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A running incident hears of a link that degrades again, and is not flooded with what changes nothing. */
@org.jspecify.annotations.NullUnmarked
class RelapseTest extends StreamTest {
    private static final String LINK = "alfa1-bravo1";

    private List<IncidentDecision> alarm(String uuid, String severity, long second) {
        boolean clears = severity.equals("cleared");
        Instant at = T0.plusSeconds(second);
        return send(new AlertRecordBuilder(
                        uuid + '@' + second,
                        new AlarmIdentity(CncSource.ID, uuid, null),
                        clears ? AlertKind.CLEAR : AlertKind.RAISE,
                        at)
                .location(new AlertLocation(
                        "1", LINK, null, List.of(), List.of("alfa1", "bravo1"), List.of(), List.of(), "v1", null))
                .severity(clears ? Severity.LOW : Severity.valueOf(severity.toUpperCase(Locale.ROOT)))
                .build());
    }

    @Test
    void aLinkThatDegradesAgainIsReportedWithTheOthers() {
        cnc("Alfa", "Bravo", "major", 0);
        cnc("Bravo", "Charlie", "major", 1);
        cnc("Alfa", "Bravo", "cleared", 100);

        assertThat(alarm("new-alarm", "high", 150)).singleElement().satisfies(d -> {
            assertThat(d.decision()).isIn(IncidentDecision.DecisionType.GROWN, IncidentDecision.DecisionType.FLAPPING);
            assertThat(d.links().degraded()).contains(LINK);
        });
    }

    @Test
    void aNewAlarmAfterAClearIsReportedThoughAnotherStayed() {
        // given
        alarm("stands", "high", 0);
        alarm("comes-and-goes", "high", 5);
        alarm("comes-and-goes", "cleared", 60);
        // then
        assertThat(alarm("comes-and-goes", "high", 120)).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.GROWN);
            assertThat(d.links().degraded()).containsExactly(LINK);
        });
        assertThat(alarm("a-third", "high", 125)).isEmpty();
    }

    @Test
    void aDampenedLinkReportedAsClearIsReportedWhenItDegrades() {
        // given the change that makes it flap leaves it clear
        cnc("Alfa", "Bravo", "major", 0);
        cnc("Alfa", "Bravo", "cleared", 400);
        cnc("Alfa", "Bravo", "major", 405);
        assertThat(cnc("Alfa", "Bravo", "cleared", 410)).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.FLAPPING);
            assertThat(d.links().cleared()).containsExactly(LINK);
        });
        // then
        assertThat(cnc("Alfa", "Bravo", "major", 420)).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.FLAPPING);
            assertThat(d.links().degraded()).containsExactly(LINK);
            assertThat(d.flapping().dampenUntil()).isEqualTo(T0.plusSeconds(470));
        });
        // and no more of it until its time is over
        assertThat(cnc("Alfa", "Bravo", "cleared", 425)).isEmpty();
        assertThat(cnc("Alfa", "Bravo", "major", 430)).isEmpty();
    }

    @Tag("many-rounds")
    @Test
    void aThousandChangesOfSeverityAreAFewMessages() {
        List<IncidentDecision> reported = new ArrayList<>();
        List<String> severities = List.of("medium", "high", "low", "critical");
        for (int i = 0; i < 1000; i++) {
            reported.addAll(alarm("alarm-" + i % 7, severities.get(i % severities.size()), i));
        }
        assertThat(reported).hasSizeLessThanOrEqualTo(4);
        assertThat(reported.getLast().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Tag("many-rounds")
    @Test
    void alarmsThatComeAndGoAreReportedOnceInThirtySeconds() {
        // given
        alarm("stands", "critical", 0);
        List<IncidentDecision> reported = new ArrayList<>();
        // when each second one comes or goes
        for (int i = 1; i <= 1000; i++) {
            reported.addAll(alarm("alarm-" + i / 2, i % 2 == 0 ? "high" : "cleared", i));
        }
        // then
        assertThat(reported).hasSizeBetween(20, 1000 / 30 + 1);
    }
}

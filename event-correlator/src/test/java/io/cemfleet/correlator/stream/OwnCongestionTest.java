package io.cemfleet.correlator.stream;

import static io.cemfleet.correlator.CorrelatorFixtures.cncAlarm;
import static io.cemfleet.correlator.CorrelatorFixtures.normalised;
import static io.cemfleet.correlator.CorrelatorFixtures.pcaAlert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.alert.OwnTunnelLoad;
import io.cemfleet.correlator.alert.VerdictRecord.OwnCongestionNotice;
import io.cemfleet.correlator.source.cnc.CncSource;
import io.cemfleet.correlator.source.pca.PcaSource;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is stamped as the fleet's own congestion is no fault: the stream goes by the stamp alone. */
@org.jspecify.annotations.NullUnmarked
class OwnCongestionTest extends StreamTest {
    private static final String LINK = "alfa1-bravo1";
    private static final OwnTunnelLoad FIRST = new OwnTunnelLoad(List.of("tunnel-1"), 0.97, true);
    private static final OwnTunnelLoad BOTH = new OwnTunnelLoad(List.of("tunnel-1", "tunnel-2"), 0.99, true);

    private static AlertRecord alarm(String node, String neighbour, String severity, long second, OwnTunnelLoad load) {
        return normalised(CncSource.ID, cncAlarm(1, node, neighbour, severity), T0.plusSeconds(second)).toBuilder()
                .ownLoad(load)
                .build();
    }

    private List<IncidentDecision> own(String severity, long second, OwnTunnelLoad load) {
        return send(alarm("Alfa", "Bravo", severity, second, load));
    }

    @Test
    void itOpensNoIncidentAndIsReportedOnceUntilItsLastClear() {
        // when
        assertThat(own("major", 0, FIRST)).isEmpty();
        // then
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.OWN_CONGESTION);
        assertThat(verdict.link()).isNull();
        assertThat(verdict.own()).singleElement().satisfies(notice -> {
            assertThat(notice.linkId()).isEqualTo(LINK);
            assertThat(notice.tunnelIds()).containsExactly("tunnel-1");
            assertThat(notice.utilisation()).isEqualTo(0.97);
            assertThat(notice.cleared()).isFalse();
        });
        // when the other end says so too
        assertThat(send(alarm("Bravo", "Alfa", "minor", 1, FIRST))).isEmpty();
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.OWN_CONGESTION);
        assertThat(verdict.own()).isEmpty();
        // when both are over
        assertThat(cnc("Alfa", "Bravo", "cleared", 9)).isEmpty();
        assertThat(verdict.own()).isEmpty();
        assertThat(cnc("Bravo", "Alfa", "cleared", 10)).isEmpty();
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.OWN_CONGESTION);
        assertThat(verdict.rule()).isEqualTo("own_congestion_over");
        assertThat(verdict.own()).singleElement().satisfies(notice -> {
            assertThat(notice.cleared()).isTrue();
            assertThat(notice.tunnelIds()).containsExactly("tunnel-1");
        });
    }

    @Test
    void itGrowsNoIncidentOfItsNeighbour() {
        cnc("Bravo", "Charlie", "major", 0);
        assertThat(own("critical", 5, FIRST)).isEmpty();
        assertThat(cnc("Alfa", "Bravo", "cleared", 6)).isEmpty();
    }

    @Test
    void otherTunnelsAreReportedAgainAndTheSameOnesAreNot() {
        own("major", 0, FIRST);

        own("major", 5, FIRST);
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.DUPLICATE);
        assertThat(verdict.own()).isEmpty();

        own("major", 10, BOTH);
        assertThat(verdict.own()).singleElement().satisfies(notice -> {
            assertThat(notice.tunnelIds()).containsExactly("tunnel-1", "tunnel-2");
            assertThat(notice.cleared()).isFalse();
        });
    }

    @Test
    void whatStaysDegradedWithoutTunnelsOpensAnIncident() {
        own("major", 0, FIRST);

        List<IncidentDecision> decisions = own("major", 30, OwnTunnelLoad.NO_LONGER);

        assertThat(decisions).singleElement().satisfies(opened -> {
            assertThat(opened.decision()).isEqualTo(IncidentDecision.DecisionType.OPENED);
            assertThat(opened.links().degraded()).containsExactly(LINK);
        });
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.PASSED);
        assertThat(verdict.own()).singleElement().satisfies(notice -> assertThat(notice.cleared())
                .isTrue());
        assertThat(cnc("Alfa", "Bravo", "cleared", 60))
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.CLEARED);
    }

    @Test
    void whatIsAFaultStaysOneUntilItIsCleared() {
        own("minor", 0, null);

        assertThat(own("critical", 5, FIRST))
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.SEVERITY);
        assertThat(verdict.own()).isEmpty();

        cnc("Alfa", "Bravo", "cleared", 10);
        assertThat(own("major", 15, FIRST)).isEmpty();
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.OWN_CONGESTION);
    }

    @Test
    void aRepeatOfItsSourceLeavesItAsItIsAndAWorseOneThatIsNotOursIsAFault() {
        own("minor", 0, FIRST);

        assertThat(own("minor", 400, null)).isEmpty();
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.DUPLICATE);

        assertThat(own("critical", 410, null))
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.OPENED);
    }

    @Test
    void anotherAlarmOnTheSameLinkThatIsNotOursIsAFault() {
        own("major", 0, FIRST);

        assertThat(send(alarm("Bravo", "Alfa", "major", 1, null)))
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.OPENED);
    }

    @Test
    void expectedCongestionIsReportedWhenItReachesTheThreshold() {
        own("minor", 0, new OwnTunnelLoad(List.of("tunnel-1"), 0.75, false));
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.OWN_CONGESTION);
        assertThat(verdict.own()).isEmpty();

        own("minor", 60, new OwnTunnelLoad(List.of("tunnel-1"), 0.81, true));
        assertThat(verdict.own()).hasSize(1);
    }

    @Test
    void whatIsFoundLateIsReportedBesideTheStandingIncident() {
        // given
        assertThat(own("major", 0, OwnTunnelLoad.PENDING))
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.OPENED);
        assertThat(verdict.own()).isEmpty();
        // when
        assertThat(own("major", 5, FIRST.late())).isEmpty();
        // then
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.PASSED);
        assertThat(verdict.rule()).isEqualTo("own_congestion_late");
        assertThat(verdict.incidentKey()).isNotNull();
        assertThat(verdict.own()).singleElement().satisfies(notice -> {
            assertThat(notice.tunnelIds()).containsExactly("tunnel-1");
            assertThat(notice.cleared()).isFalse();
        });
        // and once
        own("major", 6, FIRST.late());
        assertThat(verdict.own()).isEmpty();
        // when
        assertThat(cnc("Alfa", "Bravo", "cleared", 10))
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.CLEARED);
        assertThat(verdict.own()).singleElement().satisfies(notice -> assertThat(notice.cleared())
                .isTrue());
    }

    @Test
    void whatIsFoundAfterTheAlarmWasOverLeavesTheVerdictOfItsAlert() {
        own("major", 0, OwnTunnelLoad.PENDING);
        cnc("Alfa", "Bravo", "cleared", 3);

        assertThat(own("major", 5, FIRST.late())).isEmpty();
        assertThat(verdict).isNull();
    }

    @Test
    void aForecastThatEndsWithItsIncidentIsNewsTheNextTime() {
        // given
        String incident = forecast(0, OwnTunnelLoad.PENDING).getFirst().incidentKey();
        forecast(5, FIRST.late());
        assertThat(verdict.own()).hasSize(1);
        // when
        send(closed(incident, IncidentResolution.MANUAL, 10));
        // then
        forecast(1_000, FIRST);
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.OWN_CONGESTION);
        assertThat(verdict.own()).hasSize(1);
    }

    private List<IncidentDecision> forecast(long second, OwnTunnelLoad load) {
        return send(normalised(
                        AlertSourceId.PROACTIVE,
                        FleetJson.parse("{\"link_id\":\"%s\",\"predicted_utilisation\":0.9}".formatted(LINK)),
                        T0.plusSeconds(second))
                .toBuilder()
                .ownLoad(load)
                .build());
    }

    @Test
    void aRepeatThatCouldNotBeJudgedLeavesItAsItIs() {
        own("major", 0, FIRST);

        assertThat(own("major", 400, OwnTunnelLoad.PENDING)).isEmpty();
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.DUPLICATE);
    }

    /** An alarm with its source's time, as it arrives some milliseconds later. */
    private List<IncidentDecision> timed(String severity, long second, OwnTunnelLoad load) {
        Instant at = T0.plusSeconds(second);
        return send(alarm("Alfa", "Bravo", severity, second, load).toBuilder()
                .at(at, at.plusMillis(1))
                .build());
    }

    @Test
    void anOlderMessageWithoutAFindingDoesNotEndIt() {
        // given an alarm of second 10, and an older message with a finding of its own
        timed("minor", 10, FIRST);
        assertThat(timed("minor", 5, BOTH)).isEmpty();
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.OWN_CONGESTION);
        // when
        assertThat(timed("critical", 8, null)).isEmpty();
        // then
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.DISCARDED);
        assertThat(verdict.rule()).isEqualTo("older_than_raise");
    }

    @Test
    void itsRepeatsAreCountedAndMakeWhatIsOlderThanThemOld() {
        timed("minor", 0, FIRST);
        timed("minor", 10, FIRST);
        timed("minor", 20, FIRST);
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.DUPLICATE);
        assertThat(verdict.repeats()).isEqualTo(2);

        assertThat(timed("critical", 15, null)).isEmpty();
        assertThat(verdict.rule()).isEqualTo("older_than_raise");
    }

    @Test
    void candidatesThatCouldNotBeJudgedAgainStayAsTheyAre() {
        send(ambiguous(AlertKind.RAISE, 0, LINK, FIRST));

        assertThat(send(ambiguous(AlertKind.RAISE, 5, null, OwnTunnelLoad.PENDING)))
                .isEmpty();

        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.DUPLICATE);
    }

    private static AlertRecord ambiguous(AlertKind kind, long second, String link, OwnTunnelLoad load) {
        return normalised(PcaSource.ID, pcaAlert(1, 0, 2, "", "raised"), T0.plusSeconds(second)).toBuilder()
                .origin(AlertOrigin.AMBIGUOUS)
                .kind(kind)
                .link(link)
                .ownLoad(load)
                .at(T0.plusSeconds(second), T0.plusSeconds(second))
                .build();
    }

    @Test
    void candidatesOfWhichTheFleetFillsOneOpenNothingUntilItNoLongerDoes() {
        // when
        assertThat(send(ambiguous(AlertKind.RAISE, 0, LINK, FIRST))).isEmpty();
        assertThat(verdict.own()).singleElement().satisfies(notice -> assertThat(notice.linkId())
                .isEqualTo(LINK));
        // when another one is fuller
        assertThat(send(ambiguous(AlertKind.RAISE, 5, "bravo1-charlie1", FIRST)))
                .isEmpty();
        assertThat(verdict.own())
                .extracting(OwnCongestionNotice::linkId, OwnCongestionNotice::cleared)
                .containsExactly(tuple(LINK, true), tuple("bravo1-charlie1", false));
        // when none is filled, and the session is still in alarm
        List<IncidentDecision> decisions = send(ambiguous(AlertKind.RAISE, 30, null, OwnTunnelLoad.NO_LONGER));
        // then
        assertThat(decisions).singleElement().satisfies(opened -> {
            assertThat(opened.links().degraded()).isEmpty();
            assertThat(opened.links().ambiguous()).containsExactly(LINK, "bravo1-charlie1");
        });
        assertThat(verdict.own())
                .extracting(OwnCongestionNotice::linkId, OwnCongestionNotice::cleared)
                .containsExactly(tuple("bravo1-charlie1", true));
    }

    @Test
    void candidatesThatAreOverEndTheEpisode() {
        send(ambiguous(AlertKind.RAISE, 0, LINK, FIRST));

        assertThat(send(ambiguous(AlertKind.CLEAR, 10, LINK, FIRST))).isEmpty();

        assertThat(verdict.own()).singleElement().satisfies(notice -> assertThat(notice.cleared())
                .isTrue());
    }

    @Test
    void aReplayOfTheSameRecordsGivesTheSameNotices() {
        AlertRecord record = alarm("Alfa", "Bravo", "major", 0, FIRST);
        send(record);
        var reported = verdict.own();
        stop();
        start();

        send(record);

        assertThat(verdict.own()).isEqualTo(reported);
    }
}

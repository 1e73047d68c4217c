package io.cemfleet.correlator.stream;

import static io.cemfleet.correlator.CorrelatorFixtures.cncAlarm;
import static io.cemfleet.correlator.CorrelatorFixtures.normalised;
import static io.cemfleet.correlator.CorrelatorFixtures.pcaAlert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.CorrelatorFixtures;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertRef;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.source.cnc.CncSource;
import io.cemfleet.correlator.source.pca.PcaSource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the stream, from the vendors' own messages. */
@org.jspecify.annotations.NullUnmarked
class AlertCorrelationTest extends StreamTest {

    @Test
    void anAlarmOpensAnIncidentOnItsLink() {
        List<IncidentDecision> decisions = cnc("Alfa", "Bravo", "critical", 0);

        assertThat(decisions).singleElement().satisfies(opened -> {
            assertThat(opened.decision()).isEqualTo(IncidentDecision.DecisionType.OPENED);
            assertThat(opened.links().degraded()).containsExactly("alfa1-bravo1");
            assertThat(opened.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(opened.sequence()).isEqualTo(1);
            assertThat(opened.correlated().newest().getFirst().value()).isEqualTo(262.4);
        });
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.PASSED);
        assertThat(verdict.incidentKey()).isEqualTo(decisions.getFirst().incidentKey());
    }

    @Test
    void aRepeatIsCountedAndOpensNothing() {
        cnc("Alfa", "Bravo", "major", 0);
        String first = verdict.alert().alertId();

        assertThat(cnc("Alfa", "Bravo", "major", 10)).isEmpty();
        assertThat(cnc("Alfa", "Bravo", "major", 20)).isEmpty();

        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.DUPLICATE);
        assertThat(verdict.repeats()).isEqualTo(2);
        assertThat(verdict.firstAlertId()).isEqualTo(first);
    }

    @Test
    void aRiseInSeverityIsNoRepeat() {
        cnc("Alfa", "Bravo", "minor", 0);

        List<IncidentDecision> decisions = cnc("Alfa", "Bravo", "critical", 10);

        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.PASSED);
        assertThat(decisions).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.SEVERITY);
            assertThat(d.severity()).isEqualTo(Severity.CRITICAL);
        });
    }

    @Test
    void aClearIsNoNewWarning() {
        cnc("Alfa", "Bravo", "major", 0);

        List<IncidentDecision> decisions = cnc("Alfa", "Bravo", "cleared", 10);

        assertThat(decisions).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.CLEARED);
            assertThat(d.links().cleared()).containsExactly("alfa1-bravo1");
            assertThat(d.links().degraded()).isEmpty();
        });
    }

    @Test
    void aClearWithoutARaiseIsDiscarded() {
        assertThat(cnc("Alfa", "Bravo", "cleared", 0)).isEmpty();
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.DISCARDED);
    }

    @Test
    void aRepeatPassesOnceTheWindowIsOver() {
        cnc("Alfa", "Bravo", "major", 0);
        cnc("Alfa", "Bravo", "major", 299);
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.DUPLICATE);

        cnc("Alfa", "Bravo", "major", 300);

        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.PASSED);
        assertThat(verdict.rule()).isEqualTo("same_link");
    }

    @Test
    void eachSeverityHasAWindowOfItsOwn() {
        cnc("Alfa", "Bravo", "minor", 0);
        cnc("Alfa", "Bravo", "critical", 10);

        cnc("Alfa", "Bravo", "minor", 20);

        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.DUPLICATE);
    }

    @Test
    void aChangeAtTheEndOfTheWindowStillBelongsToTheIncident() {
        cnc("Alfa", "Bravo", "major", 0);

        assertThat(cnc("Bravo", "Charlie", "major", 30))
                .singleElement()
                .satisfies(d -> assertThat(d.finding().correlationRule()).isEqualTo("shared_node"));
    }

    @Test
    void anAlarmThatJoinsItsLinkIsCountedWithTheIncident() {
        cnc("Alfa", "Bravo", "minor", 0);
        assertThat(cnc("Bravo", "Alfa", "minor", 1)).isEmpty();

        assertThat(cnc("Alfa", "Bravo", "critical", 2))
                .singleElement()
                .satisfies(d -> assertThat(d.correlated().count()).isEqualTo(3));
    }

    @Test
    void aSessionWhoseLinkIsFoundToBeAnotherMovesThere() {
        // given
        AlertRecord session = normalised(PcaSource.ID, pcaAlert(1, 0, 2, "", "raised"), T0);
        send(session.toBuilder().link("alfa1-bravo1").at(T0, T0).build());
        // when
        Instant later = T0.plusSeconds(5);
        List<IncidentDecision> decisions =
                send(session.toBuilder().link("delta1-echo1").at(later, later).build());
        // then
        assertThat(decisions).hasSize(2);
        assertThat(decisions.getFirst().decision()).isEqualTo(IncidentDecision.DecisionType.CLEARED);
        assertThat(decisions.getFirst().links().cleared()).containsExactly("alfa1-bravo1");
        assertThat(decisions.getLast().links().degraded()).containsExactly("delta1-echo1");
    }

    @Test
    void aLinkStaysDegradedWhileAnyAlarmOnItIsActive() {
        cnc("Alfa", "Bravo", "major", 0);
        assertThat(cnc("Bravo", "Alfa", "major", 1)).isEmpty();

        assertThat(cnc("Alfa", "Bravo", "cleared", 5)).isEmpty();
        assertThat(cnc("Bravo", "Alfa", "cleared", 6))
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.CLEARED);
    }

    @Test
    void dedupDoesNotHideAFlap() {
        cnc("Alfa", "Bravo", "major", 0);
        cnc("Alfa", "Bravo", "cleared", 5);

        List<IncidentDecision> decisions = cnc("Alfa", "Bravo", "major", 10);

        assertThat(decisions).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.FLAPPING);
            assertThat(d.flapping().active()).isTrue();
            assertThat(d.flapping().dampenUntil()).isEqualTo(T0.plusSeconds(70));
        });
    }

    @Test
    void linksAtOneNodeAreOneIncidentWithin30Seconds() {
        cnc("Alfa", "Bravo", "major", 0);

        List<IncidentDecision> decisions = cnc("Bravo", "Charlie", "major", 29);

        assertThat(decisions).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.GROWN);
            assertThat(d.finding().correlationRule()).isEqualTo("shared_node");
            assertThat(d.links().degraded()).containsExactly("alfa1-bravo1", "bravo1-charlie1");
            assertThat(d.finding().rootCause()).isEqualTo("alfa1-bravo1");
        });
    }

    @Test
    void linksOfOneRiskGroupAreOneIncident() {
        cnc("Alfa", "Bravo", "major", 0);

        assertThat(cnc("Echo", "Foxtrot", "major", 20)).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.GROWN);
            assertThat(d.finding().correlationRule()).isEqualTo("shared_srlg");
        });
    }

    @Test
    void linksOfOnePolicysPathAreOneIncidentWithin120Seconds() {
        cnc("Alfa", "Bravo", "major", 0);

        assertThat(cnc("Charlie", "Delta", "major", 110)).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.GROWN);
            assertThat(d.finding().correlationRule()).isEqualTo("policy_path");
        });
    }

    @Test
    void outsideOfEveryWindowALinkHasAnIncidentOfItsOwn() {
        cnc("Alfa", "Bravo", "major", 0);

        assertThat(cnc("Bravo", "Charlie", "major", 121))
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.OPENED);
    }

    @Test
    void aSessionsAlertWaitsForItsLink() {
        assertThat(pca(pcaAlert(1, 0, 2, "", "raised"), 0)).isEmpty();

        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.PASSED);
        assertThat(verdict.rule()).isEqualTo("awaiting_link");
        assertThat(verdict.alert().location().candidateLinks()).containsExactly("alfa1-bravo1", "bravo1-charlie1");
        assertThat(verdict.alert().reading().value()).isEqualTo(30.0);
        assertThat(verdict.alert().severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void anAlertThatFindsItsIncidentClosedOpensANewOne() {
        IncidentDecision first = cnc("Alfa", "Bravo", "major", 0).getFirst();
        send(closed(first.incidentKey(), IncidentResolution.MANUAL, 10));

        List<IncidentDecision> decisions = cnc("Alfa", "Bravo", "major", 20);

        assertThat(decisions).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.OPENED);
            assertThat(d.incidentKey()).isNotEqualTo(first.incidentKey());
        });
    }

    @Test
    void anUpdateThatFoundItsIncidentClosedIsReopenedWithWhatIsStillDegraded() {
        IncidentDecision first = cnc("Alfa", "Bravo", "major", 0).getFirst();
        cnc("Bravo", "Charlie", "major", 10);

        List<IncidentDecision> decisions =
                send(reopened(first.incidentKey(), List.of("alfa1-bravo1", "bravo1-charlie1"), 20));

        assertThat(decisions)
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.OPENED, IncidentDecision.DecisionType.GROWN);
        assertThat(decisions.getLast().links().degraded()).containsExactly("alfa1-bravo1", "bravo1-charlie1");
        assertThat(decisions.getFirst().source()).isEqualTo(CncSource.ID);
        // and each link brings its alerts, and joins by the rule that fits now
        assertThat(decisions.getFirst().finding().rootCause()).isEqualTo("alfa1-bravo1");
        assertThat(decisions.getFirst().correlated().newest())
                .extracting(AlertRef::linkId)
                .containsExactly("alfa1-bravo1");
        assertThat(decisions.getLast().finding().correlationRule()).isEqualTo("shared_node");
        assertThat(decisions.getLast().correlated().count()).isEqualTo(2);
    }

    @Test
    void aLinkThatWasFoundStableDoesNotFlapByWhatWentBefore() {
        IncidentDecision first = cnc("Alfa", "Bravo", "major", 0).getFirst();
        cnc("Alfa", "Bravo", "cleared", 30);
        send(closed(first.incidentKey(), IncidentResolution.RESOLVED, 100));

        assertThat(cnc("Alfa", "Bravo", "major", 120)).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.OPENED);
            assertThat(d.flapping().active()).isFalse();
        });
    }

    @Test
    void ambiguousCandidatesOpenAnIncidentAndAConfirmedLinkJoinsIt() {
        AlertRecord ambiguous = normalised(PcaSource.ID, pcaAlert(1, 0, 2, "", "raised"), T0).toBuilder()
                .origin(AlertOrigin.AMBIGUOUS)
                .build();

        assertThat(send(ambiguous)).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.OPENED);
            assertThat(d.links().degraded()).isEmpty();
            assertThat(d.links().ambiguous()).containsExactly("alfa1-bravo1", "bravo1-charlie1");
        });
        assertThat(cnc("Bravo", "Charlie", "major", 10)).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.GROWN);
            assertThat(d.links().degraded()).containsExactly("bravo1-charlie1");
            assertThat(d.links().ambiguous()).containsExactly("alfa1-bravo1");
        });
    }

    @Test
    void anUnlocatedAlertIsKeptAndASilencedOneOpensNothing() {
        JsonNode elsewhere = CorrelatorFixtures.cncAlarm("u", "Nowhere", "GigabitEthernet0/0/0/0", "major");
        assertThat(send(normalised(CncSource.ID, elsewhere, T0))).isEmpty();
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.SUPPRESSED);
        assertThat(verdict.rule()).isEqualTo("unresolved");

        AlertRecord silenced = normalised(CncSource.ID, cncAlarm(1, "Alfa", "Bravo", "major"), T0).toBuilder()
                .suppressedBy("s-1")
                .build();
        assertThat(send(silenced)).isEmpty();
        assertThat(verdict.rule()).isEqualTo("silenced");
    }

    @Test
    void aReplayOfTheSameRecordsGivesTheSameKeys() {
        AlertRecord alert = normalised(CncSource.ID, cncAlarm(1, "Alfa", "Bravo", "major"), T0);
        String key = send(alert).getFirst().incidentKey();
        stop();
        start();

        assertThat(send(alert).getFirst().incidentKey()).isEqualTo(key);
    }

    @Test
    void aRecordThatCannotBeReadGoesToTheDeadLetters() {
        alerts.pipeInput("1", new byte[] {'{', '?'});

        assertThat(dead.readRecord().headers().lastHeader("reason")).isNotNull();
    }
}

package io.cemfleet.correlator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertRecordBuilder;
import io.cemfleet.correlator.alert.AlertRef;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.source.cnc.CncSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an incident knows of its alerts and links. */
class OpenIncidentTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final LinkNeighbourhood PLACE = new LinkNeighbourhood(List.of(), List.of(), List.of());
    private final OpenIncident incident = incident();

    private static OpenIncident incident() {
        return new OpenIncident("1/a-b/first", CncSource.ID, Severity.LOW);
    }

    private static AlertRecordBuilder alert(String id, String link) {
        return new AlertRecordBuilder(id, new AlarmIdentity(CncSource.ID, id, null), AlertKind.RAISE, T0)
                .location(AlertLocation.ofDomain("1").withLink(link));
    }

    private static IncidentDecision.CorrelatedAlerts alerts(OpenIncident incident) {
        AlertRecord cause = alert("cause", "a-b").build();
        return incident.decide(IncidentDecision.DecisionType.GROWN, cause, List.of(), null)
                .correlated();
    }

    @Test
    void anAlertThatRestatesOthersCountsAsThoseOnItsLink() {
        // given an alert that named no link yet
        AlertRecord session = alert("session", "").build();
        incident.count(session);
        // when
        incident.count(alert("inferred", "a-b")
                .evidence(List.of(
                        AlertRef.of(session), AlertRef.of(alert("other", "").build())))
                .build());
        // then
        assertThat(alerts(incident).count()).isEqualTo(2);
        assertThat(alerts(incident).newest()).extracting(AlertRef::alertId).containsExactly("session", "other");
        assertThat(alerts(incident).newest()).extracting(AlertRef::linkId).containsOnly("a-b");
    }

    @Test
    void theNewestFiftyAlertsAreKeptAndAllAreCounted() {
        IntStream.rangeClosed(1, 50)
                .forEach(i -> incident.count(alert("alert-" + i, "a-b").build()));
        assertThat(alerts(incident).newest()).hasSize(50);

        incident.count(alert("alert-51", "a-b").build());

        assertThat(alerts(incident).count()).isEqualTo(51);
        assertThat(alerts(incident).newest()).hasSize(50).first().satisfies(oldest -> assertThat(oldest.alertId())
                .isEqualTo("alert-2"));
    }

    @Test
    void anIncidentThatFollowsTakesOverTheAlertsOfItsOwnLinks() {
        // given
        incident.count(alert("one", "a-b").build());
        incident.count(alert("two", "c-d").build());
        // when
        OpenIncident next = incident();
        next.inherit(incident, "a-b");
        // then
        assertThat(alerts(next).count()).isEqualTo(1);
        assertThat(alerts(next).newest()).extracting(AlertRef::alertId).containsExactly("one");
    }

    @Test
    void aLinkThatIsGoodAgainIsClearedAndTheOthersAreNot() {
        incident.link("a-b", true, T0, PLACE);
        incident.link("c-d", true, T0, PLACE);
        incident.link("a-b", false, T0, PLACE);

        IncidentDecision decision = incident.decide(
                IncidentDecision.DecisionType.CLEARED, alert("cause", "a-b").build(), List.of("a-b"), null);

        assertThat(decision.links().cleared()).containsExactly("a-b");
        assertThat(decision.links().degraded()).containsExactly("c-d");
    }

    @Test
    void aLinkIsReportedAgainOnceItsPauseIsOver() {
        // given
        incident.link("a-b", true, T0, PLACE);
        assertThat(incident.raisedAgain("a-b", T0, PAUSE)).isFalse();
        incident.sawClear("a-b");
        assertThat(incident.raisedAgain("a-b", T0, PAUSE)).isTrue();
        incident.sawClear("a-b");
        // then
        assertThat(incident.raisedAgain("a-b", T0.plus(PAUSE).minusMillis(1), PAUSE))
                .isFalse();
        assertThat(incident.raisedAgain("a-b", T0.plus(PAUSE), PAUSE)).isTrue();
        assertThat(incident.raisedAgain("a-b", T0.plus(PAUSE), PAUSE)).isFalse();
    }
}

package io.cemfleet.correlator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.alert.OwnTunnelLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every list of the stored state has a limit, and what is beyond it is not lost. */
@org.jspecify.annotations.NullUnmarked
class StateLimitsTest {
    private static final int MANY = 130;

    private final StreamAlerts alerts = new StreamAlerts();
    private final MeteredTables tables = new MeteredTables();
    private final AlertCorrelation correlation = new AlertCorrelation(tables, CorrelationRules.defaults());

    private AlertCorrelation.CorrelationResult send(int alarm, AlertKind kind, long second, Severity severity) {
        return correlation.handle(alerts.of("alarm-" + alarm, "a-z", kind, second)
                .severity(severity)
                .build());
    }

    private LinkState link() {
        return tables.table(StateTables.LINKS, LinkState.class).get(AlarmPairing.key(StreamAlerts.DOMAIN, "a-z"));
    }

    @Test
    void aLinkIsDegradedUntilItsLastAlarmIsClearedThoughItListsAHundred() {
        // given
        IntStream.range(0, MANY).forEach(i -> send(i, AlertKind.RAISE, i, Severity.HIGH));
        assertThat(link().alarms()).hasSize(LinkState.MOST_ALARMS);
        // and an alarm that is not listed rises, which counts once
        send(MANY - 1, AlertKind.RAISE, 200, Severity.CRITICAL);
        assertThat(link().worst()).isEqualTo(Severity.CRITICAL);
        // when all but the last are cleared
        IntStream.range(0, MANY - 1).forEach(i -> send(i, AlertKind.CLEAR, 300 + i, Severity.LOW));
        assertThat(link().isDegraded()).isTrue();
        // then
        assertThat(send(MANY - 1, AlertKind.CLEAR, 600, Severity.LOW).decisions())
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.CLEARED);
        assertThat(link().isDegraded()).isFalse();
    }

    @Test
    void anUnlistedAlarmThatFindsRoomIsCountedOnce() {
        // given
        IntStream.range(0, LinkState.MOST_ALARMS + 1).forEach(i -> send(i, AlertKind.RAISE, i, Severity.HIGH));
        // when another one leaves and it rises
        send(0, AlertKind.CLEAR, 200, Severity.LOW);
        send(LinkState.MOST_ALARMS, AlertKind.RAISE, 201, Severity.CRITICAL);
        // then
        assertThat(link().more()).isNull();
        assertThat(link().alarms()).hasSize(LinkState.MOST_ALARMS);
    }

    @Test
    void linksBeyondTheLimitOfAnIncidentOpenTheNext() {
        // given links at one node that degrade within its window
        List<IncidentDecision> decisions = IntStream.range(0, MANY)
                .mapToObj(i -> StreamAlerts.place("link-" + i, List.of("hub", "end-" + i), List.of(), List.of()))
                .flatMap(
                        place -> correlation
                                .handle(alerts.at("alarm-" + place.linkId(), place, AlertKind.RAISE, 0)
                                        .build())
                                .decisions()
                                .stream())
                .toList();
        // then
        assertThat(decisions)
                .filteredOn(d -> d.decision() == IncidentDecision.DecisionType.OPENED)
                .hasSize(2);
        assertThat(decisions.getLast().links().degraded()).hasSize(MANY - OpenIncident.MOST);
        // and the first one's links stay its own
        var first = StreamAlerts.place("link-0", List.of("hub", "end-0"), List.of(), List.of());
        assertThat(correlation
                        .handle(alerts.at("alarm-link-0", first, AlertKind.CLEAR, 1)
                                .build())
                        .decisions())
                .extracting(IncidentDecision::incidentKey)
                .containsExactly(decisions.getFirst().incidentKey());
    }

    @Test
    void sessionsBeyondTheLimitOfAnIncidentOpenTheNext() {
        List<IncidentDecision> decisions = IntStream.range(0, MANY)
                .mapToObj(i -> alerts.at(
                                "session-" + i,
                                AlertLocation.ofDomain(StreamAlerts.DOMAIN).withCandidates(List.of("a-z", "link-" + i)),
                                AlertKind.RAISE,
                                i)
                        .origin(AlertOrigin.AMBIGUOUS)
                        .build())
                .flatMap(alert -> correlation.handle(alert).decisions().stream())
                .toList();

        assertThat(decisions)
                .filteredOn(d -> d.decision() == IncidentDecision.DecisionType.OPENED)
                .hasSize(2);
    }

    @Test
    void aLinkFilledByTunnelsListsAHundredAlarms() {
        var load = new OwnTunnelLoad(List.of("tunnel-1"), 0.9, true);
        for (int i = 0; i < MANY; i++) {
            correlation.handle(alerts.of("alarm-" + i, "a-z", AlertKind.RAISE, i)
                    .ownLoad(load)
                    .build());
        }

        assertThat(tables.table(StateTables.FULL_LINKS, OwnCongestedLink.class)
                        .get(AlarmPairing.key(StreamAlerts.DOMAIN, "a-z"))
                        .alarms())
                .hasSize(OwnCongestedLink.MOST_ALARMS);
    }

    @Test
    void aNeighbourhoodIsItsFirstHundredPolicies() {
        List<String> policies =
                IntStream.range(0, MANY).mapToObj(i -> "policy-" + i).toList();
        var place = StreamAlerts.place("a-z", List.of("a", "z"), List.of(), policies);

        correlation.handle(alerts.at("alarm", place, AlertKind.RAISE, 0).build());

        assertThat(link().place().policies()).isEqualTo(policies.subList(0, LinkNeighbourhood.MOST));
    }

    @Test
    void theIndexKeepsTheLatestChangesOfAPeriod() {
        IncidentMentions mentions = IncidentMentions.NONE;
        Instant last = StreamAlerts.T0.plusSeconds(MANY);
        for (int i = 0; i <= MANY; i++) {
            mentions = mentions.with(
                    new IncidentMention("incident-" + i, i, "link-" + i, StreamAlerts.T0.plusSeconds(i)),
                    Duration.ofHours(1));
        }
        assertThat(mentions.mentions()).hasSize(IncidentMentions.MOST);
        assertThat(mentions.mentions().getLast().changedAt()).isEqualTo(last);

        IncidentMentions later = mentions.with(
                new IncidentMention("incident", MANY + 1, "link", last.plusSeconds(60)), Duration.ofSeconds(65));

        assertThat(later.mentions())
                .extracting(IncidentMention::changedAt)
                .allMatch(at -> !at.isBefore(last.minusSeconds(5)));
    }
}

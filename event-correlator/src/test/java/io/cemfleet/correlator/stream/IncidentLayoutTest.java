package io.cemfleet.correlator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertRecordBuilder;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.alert.OwnTunnelLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Incidents in entries of their own are correlated exactly as in one list, over random histories of a domain. */
@org.jspecify.annotations.NullUnmarked
class IncidentLayoutTest {
    private static final int ALERTS = 600;
    private static final int LINKS = 14;

    private final StreamAlerts alerts = new StreamAlerts();
    private final MeteredTables tables = new MeteredTables();
    private final AlertCorrelation indexed = new AlertCorrelation(tables, CorrelationRules.defaults());
    private final List<OpenIncident> list = new ArrayList<>();
    private final AlertCorrelation listed = new AlertCorrelation(
            new MeteredTables(),
            CorrelationRules.defaults(),
            domain -> new ListedIncidents(list, CorrelationRules.defaults(), domain));

    static Stream<Long> seeds() {
        return IntStream.rangeClosed(1, 40).mapToObj(Long::valueOf);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyHistoryLeadsToTheSameVerdictsAndDecisions(long seed) {
        // given
        var random = new Random(seed);
        int pace = 1 + random.nextInt(40);
        long second = 0;
        int decisions = 0;
        for (int i = 0; i < ALERTS; i++) {
            second += random.nextInt(pace) - (random.nextInt(10) == 0 ? 2 : 0);
            AlertRecord alert = next(random, second);
            // when
            var found = indexed.handle(alert);
            var expected = listed.handle(alert);
            // then
            assertThat(found).as("alert %d of seed %d", i, seed).isEqualTo(expected);
            decisions += found.decisions().size();
        }
        assertThat(decisions).isPositive();
        assertThat(tables.values(StateTables.INCIDENTS)).hasSameSizeAs(list);
    }

    private AlertRecord next(Random random, long second) {
        return switch (random.nextInt(20)) {
            case 0, 1 -> closure(random, second);
            case 2 -> dampeningEnded(random, second);
            case 3, 4 -> candidates(random, second);
            case 5 -> ownLoad(random, second);
            default -> alarm(random, second);
        };
    }

    private AlertRecord alarm(Random random, long second) {
        int link = random.nextInt(LINKS);
        AlertKind kind = random.nextInt(3) == 0 ? AlertKind.CLEAR : AlertKind.RAISE;
        List<Severity> severities = List.of(Severity.LOW, Severity.HIGH, Severity.CRITICAL);
        return alerts.at("alarm-" + random.nextInt(3) + '-' + link, place(random, link), kind, second)
                .severity(severities.get(random.nextInt(severities.size())))
                .build();
    }

    /** Neighbours share a node, and sometimes a risk group or a policy, which may change. */
    private static AlertLocation place(Random random, int link) {
        List<Integer> srlgs = link % 5 == 0 ? List.of(100 + random.nextInt(2)) : List.of();
        List<String> policies = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> "policy-" + (link + i) % 4)
                .toList();
        return StreamAlerts.place("link-" + link, List.of("n" + link, "n" + (link + 3) % 40), srlgs, policies);
    }

    private AlertRecord candidates(Random random, long second) {
        List<String> links = IntStream.range(0, 3)
                .mapToObj(i -> "link-" + random.nextInt(LINKS))
                .distinct()
                .toList();
        return alerts.at(
                        "session-" + random.nextInt(4),
                        AlertLocation.ofDomain(StreamAlerts.DOMAIN).withCandidates(links),
                        random.nextInt(3) == 0 ? AlertKind.CLEAR : AlertKind.RAISE,
                        second)
                .origin(AlertOrigin.AMBIGUOUS)
                .build();
    }

    private AlertRecord ownLoad(Random random, long second) {
        AlertRecord alarm = alarm(random, second);
        var load = new OwnTunnelLoad(List.of("tunnel-" + random.nextInt(2)), 0.9, true);
        return alarm.toBuilder()
                .ownLoad(random.nextBoolean() ? load : load.late())
                .build();
    }

    private AlertRecord closure(Random random, long second) {
        String key = list.isEmpty()
                ? "unknown"
                : list.get(random.nextInt(list.size())).key();
        List<String> links = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> "link-" + random.nextInt(LINKS))
                .toList();
        return control(AlertKind.INCIDENT_CLOSED, second)
                .control(new AlertRecord.ClosureControl(
                        key, random.nextBoolean(), random.nextInt(4) == 0, random.nextInt(3) == 0, links))
                .build();
    }

    private AlertRecord dampeningEnded(Random random, long second) {
        return control(AlertKind.DAMPENING_ENDED, second)
                .link("link-" + random.nextInt(LINKS))
                .build();
    }

    private AlertRecordBuilder control(AlertKind kind, long second) {
        return alerts.at("control", AlertLocation.ofDomain(StreamAlerts.DOMAIN), kind, second)
                .alarm(new AlarmIdentity(AlertSourceId.CORRELATOR, "control", null))
                .origin(AlertOrigin.FLEET);
    }
}

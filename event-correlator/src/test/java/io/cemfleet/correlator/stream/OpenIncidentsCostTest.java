package io.cemfleet.correlator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertRecord;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an alert reads and writes does not depend on how many incidents are open in its domain. */
class OpenIncidentsCostTest {
    private static final int FAR_APART = 200;

    private final StreamAlerts alerts = new StreamAlerts();

    /** The cost of some alerts while this many incidents are open. */
    private MeteredTables.StateCost cost(int open) {
        var tables = new MeteredTables();
        var correlation = new AlertCorrelation(tables, CorrelationRules.defaults());
        for (int i = 0; i < open; i++) {
            correlation.handle(alert(i, AlertKind.RAISE, (long) i * FAR_APART));
        }
        assertThat(tables.values(StateTables.INCIDENTS)).hasSize(open);
        long second = (long) open * FAR_APART;
        tables.cost();
        List<AlertRecord> some = List.of(
                alert(10_000, AlertKind.RAISE, second),
                alert(open / 2, AlertKind.CLEAR, second + 1),
                alert(open / 2, AlertKind.RAISE, second + 2),
                alert(open - 1, AlertKind.RAISE, second + 3),
                alert(10_000, AlertKind.CLEAR, second + 4));
        some.forEach(correlation::handle);
        return tables.cost();
    }

    private AlertRecord alert(int link, AlertKind kind, long second) {
        String name = "link-%05d".formatted(link);
        return alerts.of("alarm-" + name, name, kind, second)
                .alertId("alert-%08d".formatted(second))
                .build();
    }

    @Test
    void fiveThousandOpenIncidentsCostAnAlertAsMuchAsTen() {
        MeteredTables.StateCost few = cost(10);
        MeteredTables.StateCost many = cost(5_000);

        assertThat(many.reads()).isEqualTo(few.reads());
        assertThat(many.writes()).isEqualTo(few.writes());
        assertThat((double) many.bytes()).isLessThan(1.2 * few.bytes());
    }

    @Test
    void anIncidentInTheNeighbourhoodIsReadAndTheOthersAreNot() {
        // given many open incidents, and two at one node
        var tables = new MeteredTables();
        var correlation = new AlertCorrelation(tables, CorrelationRules.defaults());
        IntStream.range(0, 500).forEach(i -> correlation.handle(alert(i, AlertKind.RAISE, (long) i * FAR_APART)));
        long second = 500L * FAR_APART;
        var place = StreamAlerts.place("new", List.of("link-00499-z", "other"), List.of(), List.of());
        // when
        tables.cost();
        correlation.handle(alert(499, AlertKind.CLEAR, second));
        var decisions = correlation
                .handle(alerts.at("next", place, AlertKind.RAISE, second + 1).build())
                .decisions();
        // then
        assertThat(decisions).singleElement().satisfies(d -> {
            assertThat(d.finding().correlationRule()).isEqualTo("shared_node");
            assertThat(d.links().degraded()).containsExactly("new");
        });
        assertThat(tables.cost().reads()).isLessThan(60);
    }
}

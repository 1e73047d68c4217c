package io.cemfleet.correlator.ledger;

import static io.cemfleet.correlator.CorrelatorFixtures.cncAlarm;
import static io.cemfleet.correlator.CorrelatorFixtures.normalised;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.correlator.CorrelatorFixtures;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.alert.OwnTunnelLoad;
import io.cemfleet.correlator.alert.VerdictRecord;
import io.cemfleet.correlator.source.cnc.CncSource;
import io.cemfleet.runtime.testing.FleetJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which alarms are judged again, since what fills their link could not be read in time. */
class SourceAlarmsTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final OwnTunnelLoad OURS = new OwnTunnelLoad(List.of("tunnel-1"), 0.97, true);

    private final DataSource database = CorrelatorFixtures.database();
    private final SourceAlarmStore alarms =
            new SourceAlarmStore(JdbcClient.create(database), new SimpleMeterRegistry());

    private AlertRecord passes(AlertRecord alert, long second, @Nullable OwnTunnelLoad load) {
        AlertRecord record = alert.toBuilder()
                .alertId("alert-" + second)
                .at(T0.plusSeconds(second), T0.plusSeconds(second))
                .ownLoad(load)
                .build();
        alarms.save(
                List.of(new VerdictRecord(record, AlertVerdict.PASSED, "same_link", "key", null, 0, null, List.of())));
        return record;
    }

    private static AlertRecord delay() {
        return normalised(CncSource.ID, cncAlarm(1, "Alfa", "Bravo", "major"), T0);
    }

    private List<String> judgedAgain() {
        return alarms.waiting(SourceAlarmStore.PENDING_LOAD).stream()
                .map(alarm -> alarm.record().alertId())
                .toList();
    }

    @Test
    void aFaultIsJudgedAgainUntilItIsConfirmed() {
        AlertRecord alert = passes(delay(), 0, OwnTunnelLoad.PENDING);
        assertThat(judgedAgain()).containsExactly("alert-0");

        alarms.faultConfirmed(alert);
        passes(delay(), 9, OwnTunnelLoad.PENDING);

        assertThat(judgedAgain()).isEmpty();
    }

    @Test
    void aFaultIsJudgedAgainUntilItsTunnelsAreReported() {
        passes(delay(), 0, OwnTunnelLoad.PENDING);
        passes(delay(), 5, OURS);
        assertThat(judgedAgain()).containsExactly("alert-5");

        passes(delay(), 6, OURS.late());

        assertThat(judgedAgain()).isEmpty();
    }

    @Test
    void aJudgementOfAnEarlierRaiseSaysNothingOfTheNext() {
        AlertRecord first = passes(delay(), 0, OwnTunnelLoad.PENDING);
        passes(delay(), 5, OwnTunnelLoad.PENDING);

        alarms.faultConfirmed(first);

        assertThat(judgedAgain()).containsExactly("alert-5");
    }

    @Test
    void aForecastEndsWithItsIncidentWhetherItIsJudgedOrNot() {
        AlertRecord forecast = normalised(
                AlertSourceId.PROACTIVE,
                FleetJson.parse("{\"link_id\":\"alfa1-bravo1\",\"predicted_utilisation\":0.9}"),
                T0);
        passes(forecast, 0, OwnTunnelLoad.PENDING);

        assertThat(alarms.endForecasts(List.of("alfa1-bravo1"), T0.plusSeconds(5)))
                .containsExactly("alfa1-bravo1");

        assertThat(judgedAgain()).isEmpty();
    }

    @Test
    void theRaisesOfManyClearsAreFoundAtOnceAsEachAlone() {
        AlertRecord one = passes(delay(), 0, null);
        AlertRecord other = passes(normalised(CncSource.ID, cncAlarm(2, "Alfa", "Bravo", "major"), T0), 1, null);
        AlertRecord former = passes(
                one.toBuilder()
                        .alarm(new AlarmIdentity(CncSource.ID, "before-resources", null))
                        .build(),
                2,
                null);
        AlarmIdentity ofFormer = new AlarmIdentity(CncSource.ID, "before-resources", "alfa/port");
        AlarmIdentity unknown = new AlarmIdentity(CncSource.ID, one.alarm().key(), "elsewhere");

        Map<AlarmIdentity, SourceAlarmStore.ActiveAlarm> found =
                alarms.find(List.of(one.alarm(), unknown, other.alarm(), ofFormer, one.alarm()));

        assertThat(found).containsOnlyKeys(one.alarm(), other.alarm(), ofFormer);
        assertThat(requireNonNull(found.get(ofFormer)).record().alertId()).isEqualTo(former.alertId());
        found.forEach((identity, alarm) -> assertThat(alarms.find(identity))
                .map(SourceAlarmStore.ActiveAlarm::record)
                .contains(alarm.record()));
    }
}

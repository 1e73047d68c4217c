package io.cemfleet.correlator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.CorrelatorFixtures;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertRecordBuilder;
import io.cemfleet.correlator.alert.VerdictRecord;
import io.cemfleet.correlator.source.cnc.CncSource;
import io.cemfleet.correlator.stream.CorrelationRules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Verdicts in batches leave the same rows as one by one, in any size, delivered again or late. */
class LedgerBatchTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    private final LedgerTables one = new LedgerTables();

    /** The tables of one database. */
    private static final class LedgerTables {
        private final JdbcClient jdbc = JdbcClient.create(CorrelatorFixtures.database());
        private final AlertLedger ledger = new AlertLedger(jdbc);
        private final SourceAlarmStore alarms = new SourceAlarmStore(jdbc, new SimpleMeterRegistry());
        private final LinkStatusStore links = new LinkStatusStore(jdbc, CorrelationRules.defaults(), Clock.systemUTC());

        void save(List<VerdictRecord> verdicts) {
            ledger.save(verdicts);
            alarms.save(verdicts);
            links.save(verdicts);
        }

        Map<String, List<Map<String, Object>>> rows() {
            return Map.of(
                    "alert", rows("select *, record::text as json from alert order by alert_id"),
                    "source_alarm", rows("select *, record::text as json from source_alarm order by source_key"),
                    "link_status", rows("select * from link_status order by link_id"));
        }

        List<Map<String, Object>> rows(String sql) {
            List<Map<String, Object>> rows = jdbc.sql(sql).query().listOfRows();
            rows.forEach(row -> row.remove("record"));
            return rows;
        }
    }

    private static VerdictRecord verdict(Random random, int i) {
        int alarm = random.nextInt(6);
        AlertKind kind = random.nextInt(3) == 0 ? AlertKind.CLEAR : AlertKind.RAISE;
        Instant received = T0.plusSeconds(i / 2);
        AlertRecord alert = new AlertRecordBuilder(
                        "alert-" + (random.nextInt(8) == 0 ? i / 2 : i),
                        new AlarmIdentity(CncSource.ID, "alarm-" + alarm, alarm % 2 == 0 ? "port" : null),
                        kind,
                        received)
                .at(received.minusSeconds(random.nextInt(3)), received)
                .origin(AlertOrigin.VENDOR)
                .severity(Severity.HIGH)
                .location(AlertLocation.ofDomain("1").withLink("link-" + alarm % 4))
                .build();
        AlertVerdict verdict = AlertVerdict.values()[random.nextInt(AlertVerdict.values().length)];
        var link = new VerdictRecord.LinkStatus("link-" + alarm % 4, random.nextBoolean(), i, i, received);
        return new VerdictRecord(
                alert,
                verdict,
                "rule-" + verdict,
                random.nextBoolean() ? "incident-" + alarm : null,
                verdict == AlertVerdict.DUPLICATE && i > 0 ? "alert-" + random.nextInt(i) : null,
                i,
                random.nextBoolean() ? link : null,
                List.of());
    }

    private static List<VerdictRecord> verdicts(long seed) {
        var random = new Random(seed);
        List<VerdictRecord> all = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            all.add(verdict(random, i));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aBatchLeavesTheRowsOfItsVerdictsOneByOne(long seed) {
        // given
        List<VerdictRecord> verdicts = verdicts(seed);
        verdicts.forEach(verdict -> one.save(List.of(verdict)));
        var batch = new LedgerTables();
        // when
        batch.save(verdicts.subList(0, 70));
        batch.save(verdicts.subList(70, verdicts.size()));
        // then
        Map<String, List<Map<String, Object>>> expected = one.rows();
        assertThat(expected.get("alert")).hasSizeGreaterThan(80);
        assertThat(batch.rows()).isEqualTo(expected);
    }

    @Test
    void aVerdictThatIsDeliveredAgainLeavesWhatWasFoundSince() {
        // given
        VerdictRecord first = one("alert-1", AlertVerdict.PASSED, "awaiting_link", T0);
        one.save(List.of(first));
        one.ledger.judge(List.of("alert-1"), AlertVerdict.SUPPRESSED, "candidates_healthy");
        // when
        one.save(List.of(first));
        // then
        assertThat(one.rows("select verdict, rule from alert"))
                .containsExactly(Map.of("verdict", "suppressed", "rule", "candidates_healthy"));
    }

    @Test
    void anOlderVerdictThatArrivesLateDoesNotReplaceTheNewer() {
        one.save(List.of(one("alert-1", AlertVerdict.PASSED, "same_link", T0.plusSeconds(30))));

        one.save(List.of(one("alert-1", AlertVerdict.SUPPRESSED, "unresolved", T0)));

        assertThat(one.rows("select verdict, rule from alert"))
                .containsExactly(Map.of("verdict", "passed", "rule", "same_link"));
    }

    @Test
    void anAlertThatIsRetriedGetsItsNewVerdict() {
        one.save(List.of(
                one("alert-1", AlertVerdict.SUPPRESSED, "unresolved", T0),
                one("alert-1", AlertVerdict.PASSED, "same_link", T0.plusSeconds(30))));

        assertThat(one.rows("select verdict, rule from alert"))
                .containsExactly(Map.of("verdict", "passed", "rule", "same_link"));
    }

    private static VerdictRecord one(String alertId, AlertVerdict verdict, String rule, Instant received) {
        AlertRecord alert = new AlertRecordBuilder(
                        alertId, new AlarmIdentity(CncSource.ID, "alarm", null), AlertKind.RAISE, received)
                .origin(AlertOrigin.VENDOR)
                .severity(Severity.HIGH)
                .location(AlertLocation.ofDomain("1").withLink("a-z"))
                .build();
        return new VerdictRecord(alert, verdict, rule, null, null, 0, null, List.of());
    }
}

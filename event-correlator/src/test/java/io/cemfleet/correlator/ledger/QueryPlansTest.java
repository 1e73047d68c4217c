package io.cemfleet.correlator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.ExplainedStatements;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No query for an alert or of an operator reads a whole table. */
class QueryPlansTest {
    private static final Instant NOW = Instant.now();
    private static ExplainedStatements database;
    private static AlertLedger ledger;
    private static SourceAlarmStore alarms;
    private static LinkStatusStore links;

    @BeforeAll
    static void fill() {
        database = ExplainedStatements.filled();
        JdbcClient jdbc = JdbcClient.create(database);
        ledger = new AlertLedger(jdbc);
        alarms = new SourceAlarmStore(jdbc, new SimpleMeterRegistry());
        links = new LinkStatusStore(jdbc, CorrelationRules.defaults(), Clock.systemUTC());
    }

    @AfterEach
    void noPlanReadsAWholeTable() {
        assertThat(database.plans()).isNotEmpty().allSatisfy(plan -> assertThat(plan)
                .doesNotContain("Seq Scan"));
    }

    @Test
    void keepingAVerdict() {
        for (AlertKind kind : List.of(AlertKind.RAISE, AlertKind.CLEAR)) {
            AlertRecord alert = new AlertRecordBuilder(
                            "alert-7", new AlarmIdentity(CncSource.ID, "source-7", null), kind, NOW)
                    .location(AlertLocation.ofDomain("1").withLink("link-7"))
                    .origin(AlertOrigin.VENDOR)
                    .severity(Severity.HIGH)
                    .build();
            List<VerdictRecord> verdicts = List.of(
                    new VerdictRecord(
                            alert,
                            AlertVerdict.PASSED,
                            "same_link",
                            null,
                            null,
                            0,
                            new VerdictRecord.LinkStatus("link-7", true, 1, 0, null),
                            List.of()),
                    new VerdictRecord(alert, AlertVerdict.DUPLICATE, "repeat", null, "alert-8", 1, null, List.of()));
            ledger.save(verdicts);
            alarms.save(verdicts);
            links.save(verdicts);
        }
    }

    @Test
    void attachingAlertsToAnIncident() {
        ledger.attach(List.of("alert-7", "alert-8"), "key-7", "same_link");
        ledger.attachToLink("alert-7", "link-7");
        ledger.judge(List.of("alert-7"), AlertVerdict.SUPPRESSED, "candidates_healthy");
    }

    @Test
    void findingAnAlert() {
        ledger.find("alert-7");
        ledger.find("source-8");
        ledger.find("unknown");
        ledger.ofIncident("INC-2026-7");
    }

    @Test
    void findingAnAlarmOfASource() {
        alarms.find(new AlarmIdentity(CncSource.ID, "source-100", null));
        alarms.find(new AlarmIdentity(CncSource.ID, "source-100", "port"));
        alarms.find(List.of(
                new AlarmIdentity(CncSource.ID, "source-100", null),
                new AlarmIdentity(CncSource.ID, "source-101", "port")));
        alarms.onAnyResource(CncSource.ID, "source-100");
        alarms.withoutLink();
        alarms.waiting("silenced");
    }

    @Test
    void askingHowALinkIs() {
        links.flap(List.of("link-7", "link-8"));
        links.degraded(List.of("link-7"));
    }

    @Test
    void aListByEachOfItsFilters() {
        list(null, null, null, null);
        list("cnc", null, null, null);
        list("pca", null, null, null);
        list(null, "dampened", null, null);
        list(null, null, "link-7", null);
        list(null, null, null, "INC-2026-7");
        list("pca", "dampened", "link-0", "INC-2026-7");
        ledger.list(new AlertLedger.AlertFilter(null, null, "link-7", null), NOW, "alert-9", 50);
    }

    private static void list(
            @Nullable String source, @Nullable String verdict, @Nullable String link, @Nullable String incident) {
        ledger.list(new AlertLedger.AlertFilter(source, verdict, link, incident), null, null, 50);
    }
}

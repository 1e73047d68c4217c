package io.cemfleet.correlator.deadletter;

import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static io.cemfleet.correlator.CorrelatorFixtures.shortCnc;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.correlator.CorrelatorTest;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecordBuilder;
import io.cemfleet.correlator.alert.CorrelatorTopics;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.alert.VerdictRecord;
import io.cemfleet.correlator.source.cnc.CncSource;
import io.cemfleet.runtime.retention.RetentionPurge;
import io.cemfleet.runtime.testing.TableLifetimeCheck;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;

/** One record that cannot be stored or read stops no other, and people find it with its reason. */
class PoisonedRecordsTest extends CorrelatorTest {
    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Autowired
    private JdbcClient jdbc;

    private static byte[] verdict(String alertId, String sourceKey) {
        return AlertJson.bytes(new VerdictRecord(
                new AlertRecordBuilder(
                                alertId,
                                new AlarmIdentity(CncSource.ID, sourceKey, null),
                                AlertKind.RAISE,
                                Instant.now())
                        .location(AlertLocation.ofDomain("poisoned").withLink("poisoned"))
                        .origin(AlertOrigin.SHORT_FORM)
                        .severity(Severity.LOW)
                        .build(),
                AlertVerdict.PASSED,
                "same_link",
                null,
                null,
                0,
                null,
                List.of()));
    }

    private void send(String topic, byte[] value) {
        kafka.send(topic, "poisoned", value).join();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<JsonNode> letters(String containing) {
        JsonNode items =
                caller(AgentName.IO_AGENT).get("/api/dead-letters").body().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path("value").asText().contains(containing))
                .toList();
    }

    private void awaitLetter(String containing, String topic, String reason) {
        soon().untilAsserted(
                        () -> assertThat(letters(containing)).singleElement().satisfies(letter -> {
                            assertThat(letter.path("topic").asText()).isEqualTo(topic);
                            assertThat(letter.path("reason").asText()).contains(reason);
                        }));
    }

    private boolean isKept(String alertId) {
        return jdbc.sql("select count(*) from alert where alert_id = :id")
                        .param("id", alertId)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    @Test
    void aVerdictThatPostgresRefusesIsPutAsideAndItsNeighboursAreKept() {
        String run = UUID.randomUUID().toString();

        send(CorrelatorTopics.VERDICTS, verdict(run + "-before", "before"));
        send(CorrelatorTopics.VERDICTS, verdict(run + "-nul", "with \0 in it"));
        send(CorrelatorTopics.VERDICTS, verdict(run + "-long", unlike()));
        send(CorrelatorTopics.VERDICTS, bytes("{\"unreadable\":\"" + run + "\""));
        send(CorrelatorTopics.VERDICTS, verdict(run + "-after", "after"));

        soon().untilAsserted(() ->
                assertThat(isKept(run + "-before") && isKept(run + "-after")).isTrue());
        awaitLetter(run + "-nul", CorrelatorTopics.VERDICTS, "SQLSTATE 22");
        awaitLetter("unreadable\":\"" + run, CorrelatorTopics.VERDICTS, "not a VerdictRecord");
        awaitLetter(run + "-long", CorrelatorTopics.VERDICTS, "SQLSTATE 54000");
        assertThat(isKept(run + "-nul")).isFalse();
    }

    /** Long, and not to be compressed below what an index takes. */
    private static String unlike() {
        return Stream.generate(() -> UUID.randomUUID().toString()).limit(300).collect(Collectors.joining());
    }

    @Test
    void aReplayedRecordThatIsStillPoisonedComesBackOnce() {
        String run = UUID.randomUUID().toString();
        send(CorrelatorTopics.VERDICTS, verdict(run, "again \0"));
        awaitLetter(run, CorrelatorTopics.VERDICTS, "SQLSTATE 22");
        long id = letters(run).getFirst().path("id").asLong();

        replay(id);

        soon().untilAsserted(() -> assertThat(letters(run)).hasSize(2));
        send(CorrelatorTopics.VERDICTS, verdict(run + "-marker", "marker"));
        soon().until(() -> isKept(run + "-marker"));
        assertThat(letters(run)).hasSize(2);
    }

    @Autowired
    private DeadLetterStore deadLetters;

    private void replay(long id) {
        assertThat(deadLetters.replay(id)).isTrue();
    }

    @Test
    void anAlertThatCannotBeCorrelatedIsPutAsideAndTheNextOneIsCorrelated() {
        String run = UUID.randomUUID().toString();
        String domain = String.valueOf(island());
        kafka.send(
                        CorrelatorTopics.ALERTS,
                        domain,
                        bytes("{\"alert_id\":\"%s\",\"domain\":\"%s\"}".formatted(run, domain)))
                .join();

        webhook("cnc", shortCnc("next-" + run, link(island(), "Alfa", "Bravo"), "major"));

        awaitDetected(link(island(), "Alfa", "Bravo"));
        awaitLetter(run, CorrelatorTopics.ALERTS, "");
    }

    private static byte[] decision(String key, IncidentDecision.DecisionType type) {
        return AlertJson.bytes(new IncidentDecision(
                key,
                type,
                type == IncidentDecision.DecisionType.OPENED ? 1 : 2,
                "poisoned",
                CncSource.ID,
                Severity.LOW,
                new IncidentDecision.IncidentLinks(List.of("poisoned"), List.of(), List.of(), List.of("poisoned")),
                new IncidentDecision.CorrelatedAlerts(0, List.of()),
                IncidentDecision.LinkFlapping.NONE,
                new IncidentDecision.CorrelationFinding("same_link", null, null),
                Instant.now()));
    }

    private boolean isNumbered(String key) {
        return jdbc.sql("select exists (select 1 from incident where incident_key = :key)")
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    @Test
    void aDecisionOnNoIncidentIsPutAsideAndTheOthersOfItsBatchAreNumbered() {
        String run = UUID.randomUUID().toString();

        send(CorrelatorTopics.INCIDENTS, decision(run + "-before", IncidentDecision.DecisionType.OPENED));
        send(CorrelatorTopics.INCIDENTS, decision(run + "-unknown", IncidentDecision.DecisionType.GROWN));
        send(CorrelatorTopics.INCIDENTS, decision(run + "-after", IncidentDecision.DecisionType.OPENED));

        soon().until(() -> isNumbered(run + "-before") && isNumbered(run + "-after"));
        awaitLetter(run + "-unknown", CorrelatorTopics.INCIDENTS, "was never opened");
        assertThat(isNumbered(run + "-unknown")).isFalse();
    }

    @Test
    void whileTheTableIsAwayVerdictsWaitAndNoneIsPutAside() {
        String run = UUID.randomUUID().toString();
        jdbc.sql("alter table alert rename to alert_away").update();
        send(CorrelatorTopics.VERDICTS, verdict(run, "waits"));
        soon().during(Duration.ofSeconds(1)).until(() -> letters(run).isEmpty());

        jdbc.sql("alter table alert_away rename to alert").update();

        soon().until(() -> isKept(run));
        assertThat(letters(run)).isEmpty();
    }

    @Autowired
    private RetentionPurge retention;

    @Autowired
    private DataSource database;

    @Test
    void everyTableHasALifetime() {
        TableLifetimeCheck.assertComplete("event-correlator", retention, database);
    }
}

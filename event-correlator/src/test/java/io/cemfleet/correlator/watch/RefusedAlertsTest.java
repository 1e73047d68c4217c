package io.cemfleet.correlator.watch;

import static io.cemfleet.correlator.CorrelatorFixtures.cncAlarm;
import static io.cemfleet.correlator.CorrelatorFixtures.freshIsland;
import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static io.cemfleet.correlator.CorrelatorFixtures.pcaAlert;
import static io.cemfleet.correlator.CorrelatorFixtures.shortCnc;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.correlator.CorrelatorTest;
import io.cemfleet.correlator.source.cnc.CncSource;
import io.cemfleet.correlator.source.pca.PcaSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

/** Kafka is there and acknowledges nothing: for a while, every record is too large for its topic. */
class RefusedAlertsTest extends CorrelatorTest {
    @Autowired
    private SourceSupervisor supervisor;

    @Autowired
    private CncSource cnc;

    @Autowired
    private PcaSource pca;

    @Autowired
    private EmbeddedKafkaBroker kafka;

    @BeforeEach
    void kafkaCannotAcknowledge() throws Exception {
        largest("10");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> webhook("cnc", shortCnc("never-raised", link(island(), "Alfa", "Bravo"), "clear"))
                                .status()
                        == 503);
    }

    @AfterEach
    void kafkaAcknowledgesAgain() throws Exception {
        largest("1048588");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> webhook("cnc", shortCnc("never-raised", link(island(), "Alfa", "Bravo"), "clear"))
                                .status()
                        == 202);
    }

    @Test
    void whatIsNotAcknowledgedIsRefusedAndFoundAgainAtItsSource() throws Exception {
        // given
        JsonNode alarm = cncAlarm(island(), "Bravo", "Charlie", "major");
        int another = freshIsland();
        JsonNode alert = pcaAlert(another, 0, 2, "", "raised");
        // when
        Answer refused = webhook("cnc", alarm);
        Answer refusedToo = webhook("pca", alert);
        var task =
                caller(AgentName.FLEET_CLI).send("correlate_alert", Map.of("alert_source", "cnc", "raw_alert", alarm));
        // then nothing is promised, and the sender learns when to try again
        assertThat(List.of(refused, refusedToo)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(Integer.parseInt(answer.retryAfter())).isPositive();
            assertThat(answer.body().has("alert_ids")).isFalse();
        });
        assertThat(task.body().at("/error/code").asText()).isEqualTo("kafka_unavailable");
        assertThat(task.body().at("/error/retryable").asBoolean()).isTrue();
        // when the senders do not try again
        kafkaAcknowledgesAgain();
        SourceSupervisionTest.openAtCnc(alarm);
        SourceSupervisionTest.activeAtPca(alert);
        // then they are asked what is open
        supervisor.supervise(cnc);
        supervisor.supervise(pca);
        awaitDetected(link(island(), "Bravo", "Charlie"));
        soon().untilAsserted(() -> assertThat(caller(AgentName.IO_AGENT)
                        .get("/api/alerts?source=pca")
                        .body()
                        .toString())
                .contains("twamp-" + another + "-0-2-"));
    }

    private void largest(String bytes) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "cem.alerts");
        var change = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.getBrokersAsString()))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get(20, TimeUnit.SECONDS);
        }
    }
}

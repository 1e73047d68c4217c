package io.cemfleet.correlator.kafka;

import static io.cemfleet.correlator.CorrelatorFixtures.cncAlarm;
import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static io.cemfleet.correlator.CorrelatorFixtures.pcaAlert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.CorrelatorTest;
import io.cemfleet.correlator.source.pca.PcaSource;
import io.cemfleet.runtime.kafka.KafkaClients;
import io.cemfleet.runtime.security.WebhookSecret;
import io.cemfleet.runtime.testing.SecureKafka;
import io.cemfleet.runtime.testing.SecurePostgres;
import io.cemfleet.runtime.testing.SecurePostgresInitializer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The agent on a broker with SASL_SSL, client certificates and ACLs (producer, listeners, admin client and stream), and
 * on a Postgres with {@code verify-full}.
 */
@ContextConfiguration(initializers = SecurePostgresInitializer.class)
class SecureBrokerTest extends CorrelatorTest {
    private static final SecureKafka BROKER = SecureKafka.start();

    private static final String ODD = "50%off/and;more= \\ pä\"ss+";

    @Autowired
    private CorrelatorSettings settings;

    @Autowired
    private KafkaClients clients;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SecurePostgres.SecureDatabase database;

    @DynamicPropertySource
    static void broker(DynamicPropertyRegistry registry) {
        BROKER.register(registry);
        registry.add("cem.correlator.webhook.pca-secret", () -> ODD);
    }

    @Test
    void theDatabaseTakesTheAgentByTlsOnly() {
        assertThat(jdbc.sql("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThatThrownBy(database::connectWithoutTls).hasMessageContaining("no encryption");
    }

    @Test
    void anAlarmBecomesAnIncidentAndHealthIsUp() {
        // given every client of the agent goes to the secure broker
        assertThat(clients.streams()).containsEntry("security.protocol", "SASL_SSL");

        // when
        assertThat(webhook("cnc", cncAlarm(island(), "Alfa", "Bravo", "critical"))
                        .status())
                .isEqualTo(202);

        // then
        assertThat(awaitDetected(link(island(), "Alfa", "Bravo")).path("source").asText())
                .isEqualTo("cnc");
        assertThat(get("/health")
                        .body()
                        .path("components")
                        .path("kafka")
                        .path("status")
                        .asText())
                .isEqualTo("UP");
    }

    @Test
    void aSecretOfOddCharactersIsAcceptedInTheAddressThatTheSourceGets() {
        String address =
                settings.webhookUrl(PcaSource.ID, new WebhookSecret(ODD)).getRawPath();

        assertThat(post(address, pcaAlert(island(), 0, 2, "", "raised").toString(), Map.of())
                        .status())
                .isEqualTo(202);
        assertThat(post(address + "x", "{}", Map.of()).status()).isEqualTo(401);
    }
}

package io.cemfleet.enhancement.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.enhancement.EnhancementTest;
import io.cemfleet.runtime.testing.SecureKafka;
import io.cemfleet.runtime.testing.SecurePostgres;
import io.cemfleet.runtime.testing.SecurePostgresInitializer;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The agent on a broker with SASL_SSL, client certificates and ACLs, and on a Postgres with {@code verify-full}; the
 * broker's login is given as options of its own.
 */
@ContextConfiguration(initializers = SecurePostgresInitializer.class)
class SecureBrokerTest extends EnhancementTest {
    private static final SecureKafka BROKER = SecureKafka.start();

    @Autowired
    private SecurePostgres.SecureDatabase database;

    @DynamicPropertySource
    static void broker(DynamicPropertyRegistry registry) {
        BROKER.settings().forEach((name, value) -> {
            if (!name.contains("sasl.jaas.config")) {
                registry.add(name, () -> value);
            }
        });
        registry.add("spring.kafka.jaas.enabled", () -> true);
        registry.add("spring.kafka.jaas.login-module", ScramLoginModule.class::getName);
        registry.add("spring.kafka.jaas.options.username", () -> SecureKafka.USER);
        registry.add("spring.kafka.jaas.options.password", () -> SecureKafka.PASSWORD);
    }

    @Test
    void theDatabaseTakesTheAgentByTlsOnlyAndAsARoleThatRowsPoliciesHoldFor() {
        assertThat(jdbc.sql("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(jdbc.sql("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThatThrownBy(database::connectWithoutTls).hasMessageContaining("no encryption");
    }

    @Test
    void aTicketIsQueuedTakenAndEnhanced() {
        String ticket = freshTicket();

        assertThat(webhook(event(ticket)).status()).isEqualTo(202);

        assertThat(awaitHistory(ticket, "completed").path("ticket_id").asText()).isEqualTo(ticket);
    }
}

package io.cemfleet.enhancement.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.testing.SecureKafka;
import io.cemfleet.enhancement.EnhancementTest;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The agent on a broker with SASL_SSL, client certificates and ACLs; the login is given as options of its own. */
class SecureBrokerTest extends EnhancementTest {
    private static final SecureKafka BROKER = SecureKafka.start();

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
    void aTicketIsQueuedTakenAndEnhanced() {
        String ticket = freshTicket();

        assertThat(webhook(event(ticket)).status()).isEqualTo(202);

        assertThat(awaitHistory(ticket, "completed").path("ticket_id").asText()).isEqualTo(ticket);
    }
}

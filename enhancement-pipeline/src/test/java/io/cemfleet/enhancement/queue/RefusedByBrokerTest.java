package io.cemfleet.enhancement.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.enhancement.EnhancementTest;
import io.cemfleet.runtime.testing.SecureKafka;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An agent whose password the broker does not know, at its start, until somebody puts that right. */
class RefusedByBrokerTest extends EnhancementTest {
    private static final String LATER = "what the broker will know later";
    private static final SecureKafka BROKER = SecureKafka.start();

    @DynamicPropertySource
    static void broker(DynamicPropertyRegistry registry) {
        BROKER.register(registry);
        registry.add("spring.kafka.properties[sasl.jaas.config]", () -> SecureKafka.jaas(LATER));
    }

    @Test
    void aRefusedLoginIsSeenInHealthAndTheWebhookAndPassesWithoutARestart() {
        // given
        assertThat(kafka()).isEqualTo("DOWN");
        assertThat(webhook(event(freshTicket())).status()).isEqualTo(503);

        // when
        BROKER.changePassword(LATER);

        // then
        soon().untilAsserted(() -> assertThat(kafka()).isEqualTo("UP"));
        String ticket = freshTicket();
        assertThat(webhook(event(ticket)).status()).isEqualTo(202);
        awaitHistory(ticket, "completed");
    }

    private String kafka() {
        return get("/health")
                .body()
                .path("components")
                .path("kafka")
                .path("status")
                .asText();
    }
}

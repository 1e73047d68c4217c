package io.cemfleet.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.runtime.testing.SecureKafka;
import io.cemfleet.runtime.testing.TestAuthority;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The way to a broker with SASL_SSL, client certificates and ACLs, and what is said when a part of it is wrong. */
class SecureKafkaTest {
    private static final SecureKafka BROKER = SecureKafka.start();
    private static final TestAuthority STRANGER = new TestAuthority("stranger");
    private static final TestAuthority.Identity UNKNOWN = STRANGER.issue("cem");

    private static List<Arguments> whatIsWrong() {
        return List.of(
                Arguments.of(
                        Map.of("spring.kafka.properties[sasl.jaas.config]", SecureKafka.jaas("wrong")),
                        "refuses the login"),
                Arguments.of(
                        Map.of("spring.ssl.bundle.pem.kafka.truststore.certificate", STRANGER.pem()),
                        "TLS handshake failed"),
                Arguments.of(
                        Map.of(
                                "spring.ssl.bundle.pem.kafka.keystore.certificate", "",
                                "spring.ssl.bundle.pem.kafka.keystore.private-key", ""),
                        "TLS handshake failed"),
                Arguments.of(
                        Map.of(
                                "spring.ssl.bundle.pem.kafka.keystore.certificate", UNKNOWN.certificate(),
                                "spring.ssl.bundle.pem.kafka.keystore.private-key", UNKNOWN.key()),
                        "TLS handshake failed"),
                Arguments.of(Map.of("spring.kafka.security.protocol", "PLAINTEXT"), "no broker answers"));
    }

    @ParameterizedTest
    @MethodSource("whatIsWrong")
    void whatIsWrongIsNamedAndHealthIsDown(Map<String, String> wrong, String said) {
        Health health = health(wrong);

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(String.valueOf(health.getDetails().get("reason")))
                .contains(said)
                .doesNotContain(SecureKafka.PASSWORD, "password=");
    }

    @Test
    void withLoginAndCertificateItIsUp() {
        assertThat(health(Map.of()).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void whatTheAclsForbidIsNamed() {
        with(Map.of(), clients -> {
            try (Admin admin = Admin.create(clients.admin())) {
                admin.deleteTopics(Set.of("payroll")).all().get();
            } catch (ExecutionException e) {
                assertThat(KafkaFault.describe(e)).contains("ACLs");
                return;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new AssertionError("allowed");
        });
    }

    private static Health health(Map<String, String> wrong) {
        List<Health> health = new ArrayList<>();
        with(wrong, clients -> health.add(new KafkaHealth(clients, Clock.systemUTC()).health()));
        return health.getFirst();
    }

    private interface KafkaUse {
        void of(KafkaClients clients);
    }

    private static void with(Map<String, String> wrong, KafkaUse use) {
        Map<String, String> settings = new HashMap<>(BROKER.settings());
        settings.putAll(wrong);
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, KafkaAutoConfiguration.class))
                .withPropertyValues(settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new))
                .run(context -> use.of(new KafkaClients(
                        context.getBean(KafkaProperties.class),
                        context.getBean(KafkaConnectionDetails.class),
                        context.getBean(SslBundles.class))));
    }
}

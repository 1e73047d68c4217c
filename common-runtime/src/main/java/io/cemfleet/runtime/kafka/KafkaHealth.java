package io.cemfleet.runtime.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Down while Kafka does not answer this agent or refuses it, with the reason. An answer holds for some seconds. */
public final class KafkaHealth implements HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaHealth.class);
    private static final int WAIT_MILLIS = 3000;
    private static final Duration UP_HOLDS = Duration.ofSeconds(10);
    private static final Duration DOWN_HOLDS = Duration.ofSeconds(2);

    private final KafkaClients clients;
    private final Clock clock;
    private Health last = Health.unknown().build();
    private Instant validUntil = Instant.MIN;

    public KafkaHealth(KafkaClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public synchronized Health health() {
        if (clock.instant().isBefore(validUntil)) {
            return last;
        }
        String fault = fault();
        if (fault != null) {
            LOG.warn("Kafka cannot be used: {}", fault);
        }
        last = fault == null
                ? Health.up().build()
                : Health.down().withDetail("reason", fault).build();
        validUntil = clock.instant().plus(fault == null ? UP_HOLDS : DOWN_HOLDS);
        return last;
    }

    private @Nullable String fault() {
        Map<String, Object> config = clients.admin();
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, WAIT_MILLIS);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, WAIT_MILLIS);
        try (Admin admin = Admin.create(config)) {
            admin.describeCluster().clusterId().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return KafkaFault.describe(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the question was interrupted";
        }
    }
}

package io.cemfleet.runtime.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Out of service while a topic is missing or has too few copies, or a write counts before enough brokers have it:
 * records accepted then may be lost with one broker. As long as Kafka does not answer, the last verdict holds; without
 * one it is unknown, and unknown is not ready.
 */
public final class TopicDurability implements HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(TopicDurability.class);
    private static final int WAIT_MILLIS = 3000;
    /** A fault is checked again much sooner than its absence. */
    private static final Duration FAULT_HOLDS = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final DurableTopics topics;
    private final DurabilitySettings required;
    private final Clock clock;
    private @Nullable DurabilityCheck last;

    public TopicDurability(KafkaClients clients, DurableTopics topics, DurabilitySettings required, Clock clock) {
        this.clients = clients;
        this.topics = topics;
        this.required = required;
        this.clock = clock;
    }

    /** @param weak what each topic that is not durable has */
    private record DurabilityCheck(Instant at, Map<String, String> weak) {
        Health health() {
            return weak.isEmpty()
                    ? Health.up().build()
                    : Health.outOfService().withDetails(weak).build();
        }
    }

    @Override
    public synchronized Health health() {
        DurabilityCheck known = last;
        if (known != null && known.at().plus(holds(known)).isAfter(clock.instant())) {
            return known.health();
        }
        String fault;
        try {
            DurabilityCheck found = new DurabilityCheck(clock.instant(), weak());
            last = found;
            return found.health();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            fault = KafkaFault.describe(e);
            LOG.warn("Kafka cannot be asked how durable its topics are: {}", fault);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fault = "the question was interrupted";
        }
        return known == null ? Health.outOfService().withDetail("kafka", fault).build() : known.health();
    }

    private Duration holds(DurabilityCheck verdict) {
        return verdict.weak().isEmpty() || required.recheck().compareTo(FAULT_HOLDS) < 0
                ? required.recheck()
                : FAULT_HOLDS;
    }

    private Map<String, String> weak() throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, Object> config = clients.admin();
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, WAIT_MILLIS);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, WAIT_MILLIS);
        try (Admin admin = Admin.create(config)) {
            Set<String> existing = admin.listTopics().names().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            Map<String, String> weak = new TreeMap<>();
            topics.names().stream().filter(name -> !existing.contains(name)).forEach(name -> weak.put(name, "missing"));
            Set<String> present = new TreeSet<>(topics.names());
            present.retainAll(existing);
            weak.putAll(weak(admin, present));
            return weak;
        }
    }

    private Map<String, String> weak(Admin admin, Set<String> present)
            throws ExecutionException, InterruptedException, TimeoutException {
        var described = admin.describeTopics(present).allTopicNames().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        List<ConfigResource> resources = present.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        var configured = admin.describeConfigs(resources).all().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        Map<String, String> weak = new TreeMap<>();
        configured.forEach((resource, values) -> {
            int inSync = Integer.parseInt(
                    values.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value());
            int copies = copies(described.get(resource.name()));
            if (copies < required.replicas() || inSync < required.inSync()) {
                weak.put(resource.name(), copies + " replicas, min.insync.replicas " + inSync);
            }
        });
        return weak;
    }

    private static int copies(@Nullable TopicDescription topic) {
        return topic == null
                ? 0
                : topic.partitions().stream()
                        .mapToInt(partition -> partition.replicas().size())
                        .min()
                        .orElse(0);
    }
}

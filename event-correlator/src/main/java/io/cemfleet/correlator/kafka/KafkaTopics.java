package io.cemfleet.correlator.kafka;

import io.cemfleet.correlator.alert.CorrelatorTopics;
import io.cemfleet.runtime.kafka.DurableTopics;
import io.cemfleet.runtime.kafka.KafkaClients;
import io.cemfleet.runtime.kafka.KafkaFault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Creates missing topics before the first read or write: a broker that creates them by itself would choose their
 * partitions. Existing topics stay as they are.
 */
@Component
public class KafkaTopics implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
    private static final int WAIT_SECONDS = 10;

    private final KafkaSettings settings;
    private final KafkaClients clients;
    private volatile boolean present;
    private volatile boolean running;

    KafkaTopics(KafkaSettings settings, KafkaClients clients) {
        this.settings = settings;
        this.clients = clients;
    }

    public int replicas() {
        return settings.replicas();
    }

    /** Whether all topics exist now. */
    public boolean ensure() {
        return present || make();
    }

    private synchronized boolean make() {
        if (present) {
            return true;
        }
        Map<String, Object> config = clients.admin();
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 8000);
        try (Admin admin = Admin.create(config)) {
            Set<String> existing = admin.listTopics().names().get(WAIT_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing =
                    wanted().filter(topic -> !existing.contains(topic.name())).toList();
            admin.createTopics(missing).all().get(WAIT_SECONDS, TimeUnit.SECONDS);
            present = true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            LOG.warn("Kafka cannot be asked for its topics: {}", KafkaFault.describe(e));
        } catch (TimeoutException | KafkaException e) {
            LOG.warn("Kafka cannot be asked for its topics: {}", KafkaFault.describe(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return present;
    }

    @Override
    public void start() {
        ensure();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    static Stream<String> names() {
        return CorrelatorTopics.ALL.stream().flatMap(topic -> Stream.of(topic, CorrelatorTopics.dead(topic)));
    }

    private Stream<NewTopic> wanted() {
        return names().map(name -> new NewTopic(name, settings.partitions(), (short) settings.replicas())
                .configs(DurableTopics.config(settings.replicas())));
    }
}

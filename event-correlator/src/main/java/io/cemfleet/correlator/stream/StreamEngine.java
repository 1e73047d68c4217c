package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.kafka.KafkaTopics;
import io.cemfleet.runtime.defaults.TimeScale;
import io.cemfleet.runtime.kafka.DurableTopics;
import io.cemfleet.runtime.kafka.KafkaClients;
import io.cemfleet.runtime.kafka.KafkaFault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Runs the stream: starts it once its topics exist, checks it every second, and restarts it when it has died. */
@Component
public class StreamEngine implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StreamEngine.class);
    private static final Duration CLOSE = Duration.ofSeconds(8);

    private final StreamSettings settings;
    private final CorrelationRules rules;
    private final KafkaTopics topics;
    private final KafkaClients clients;
    private final MeterRegistry meters;
    private volatile @Nullable KafkaStreams streams;
    private volatile @Nullable KafkaStreamsMetrics metrics;
    private @Nullable ScheduledExecutorService keeper;

    StreamEngine(
            StreamSettings settings,
            CorrelationRules rules,
            KafkaTopics topics,
            KafkaClients clients,
            MeterRegistry meters) {
        this.settings = settings;
        this.rules = rules;
        this.topics = topics;
        this.clients = clients;
        this.meters = meters;
    }

    /** The rules in force. */
    @Configuration(proxyBeanMethods = false)
    static class RulesInForce {

        @Bean
        CorrelationRules rules(StreamSettings settings, TimeScale scale) {
            return settings.rules(scale);
        }
    }

    /** Whether alerts are being correlated now. */
    public boolean isCorrelating() {
        KafkaStreams now = streams;
        return now != null && now.state() == KafkaStreams.State.RUNNING;
    }

    /** The state as Kafka Streams names it; {@code WAITING} before its topics exist. */
    public String state() {
        KafkaStreams now = streams;
        return now == null ? "WAITING" : now.state().name();
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("stream-keeper").daemon().factory());
        keeper = started;
        started.scheduleWithFixedDelay(this::keep, 0, 1, TimeUnit.SECONDS);
    }

    private void keep() {
        try {
            KafkaStreams now = streams;
            if (now != null && now.state().hasStartedOrFinishedShuttingDown() && keeper != null) {
                LOG.error("the stream stands in {}, it is started again", now.state());
                end(now);
                streams = null;
                now = null;
            }
            if (now == null && topics.ensure()) {
                begin();
            }
        } catch (RuntimeException e) {
            LOG.warn("the stream could not be started, it is tried again: {}", e.getMessage());
        }
    }

    private void begin() {
        KafkaStreams fresh = new KafkaStreams(
                CorrelationTopology.build(rules, Stores::persistentKeyValueStore),
                new StreamsConfig(properties()),
                Time.SYSTEM);
        fresh.setUncaughtExceptionHandler(e -> {
            if (e instanceof AuthenticationException || e.getCause() instanceof AuthenticationException) {
                LOG.error("the stream ends and is started again: {}", KafkaFault.describe(e));
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
            LOG.error("a stream thread failed, it is replaced", e);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        fresh.setStateListener((after, before) -> LOG.info("stream {} after {}", after, before));
        KafkaStreamsMetrics bound = new KafkaStreamsMetrics(fresh);
        bound.bindTo(meters);
        metrics = bound;
        streams = fresh;
        fresh.start();
    }

    private Properties properties() {
        Properties p = new Properties();
        p.putAll(clients.streams());
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        p.put(
                StreamsConfig.STATE_DIR_CONFIG,
                settings.stateDir().toAbsolutePath().toString());
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
        p.put(StreamsConfig.POLL_MS_CONFIG, settings.poll().toMillis());
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
        p.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, topics.replicas());
        DurableTopics.config(topics.replicas()).forEach((name, value) -> p.put(StreamsConfig.topicPrefix(name), value));
        p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instanceId());
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int)
                settings.sessionTimeout().toMillis());
        p.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int)
                settings.transactionTimeout().toMillis());
        p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        return p;
    }

    private void end(KafkaStreams ending) {
        KafkaStreamsMetrics bound = metrics;
        if (bound != null) {
            bound.close();
        }
        ending.close(CLOSE);
    }

    @Override
    public synchronized void stop() {
        ScheduledExecutorService running = keeper;
        keeper = null;
        if (running != null) {
            running.shutdownNow();
        }
        KafkaStreams now = streams;
        streams = null;
        if (now != null) {
            end(now);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return keeper != null;
    }
}

package io.cemfleet.correlator.kafka;

import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.CorrelatorTopics;
import io.cemfleet.runtime.kafka.KafkaAcknowledgement;
import io.cemfleet.runtime.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Writes to {@code cem.alerts}. A write is done when all in-sync replicas have acknowledged it. */
@Component
public class AlertPublisher {
    private final KafkaTemplate<String, byte[]> kafka;
    private final KafkaTopics topics;

    AlertPublisher(KafkaTemplate<String, byte[]> kafka, KafkaTopics topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    /** Whether all of these were acknowledged in time; otherwise some may have been written, without any guarantee. */
    public boolean publish(List<AlertRecord> alerts, Duration wait) {
        if (!topics.ensure()) {
            return false;
        }
        return KafkaAcknowledgement.in(
                wait,
                alerts.size() + " alerts",
                () -> CompletableFuture.allOf(alerts.stream()
                        .map(alert -> kafka.send(record(
                                CorrelatorTopics.ALERTS,
                                alert.domain(),
                                AlertJson.bytes(alert),
                                MDC.get("correlation_id"))))
                        .toArray(CompletableFuture[]::new)));
    }

    /** Writes any record, such as a replayed dead letter; with the same guarantee. */
    public boolean publish(String topic, @Nullable String key, byte[] value, Duration wait) {
        return send(record(topic, key, value, null), wait);
    }

    private boolean send(ProducerRecord<String, byte[]> record, Duration wait) {
        return KafkaAcknowledgement.in(wait, "a record for " + record.topic(), () -> kafka.send(record));
    }

    private static ProducerRecord<String, byte[]> record(
            String topic, @Nullable String key, byte[] value, @Nullable String correlationId) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
        record.headers()
                .add(
                        TraceContext.TRACEPARENT,
                        TraceContext.current().traceparent().getBytes(StandardCharsets.UTF_8));
        if (correlationId != null) {
            record.headers().add(TraceContext.CORRELATION_ID, correlationId.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }
}

package io.cemfleet.correlator.incident;

import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.CorrelatorTopics;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.runtime.kafka.UnusableRecordException;
import io.cemfleet.runtime.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Consumes decisions one by one; an unusable one goes to the dead letters. */
@Component
class DecisionConsumer {
    private final IncidentNumbering numbering;

    DecisionConsumer(IncidentNumbering numbering) {
        this.numbering = numbering;
    }

    @KafkaListener(
            id = "decisions",
            topics = CorrelatorTopics.INCIDENTS,
            groupId = CorrelatorTopics.NUMBERING_GROUP,
            containerFactory = "recordListeners",
            properties = "group.instance.id=${cem.correlator.stream.instance-id:event-correlator-0}-decisions")
    void take(ConsumerRecord<String, byte[]> record) {
        TraceContext trace =
                TraceContext.parse(header(record, TraceContext.TRACEPARENT)).orElseGet(TraceContext::fresh);
        try (var scope = trace.open();
                var correlation = TraceContext.LoggingScope.put(
                        TraceContext.CORRELATION_ID, header(record, TraceContext.CORRELATION_ID))) {
            numbering.apply(AlertJson.read(record.value(), IncidentDecision.class));
        } catch (IllegalArgumentException e) {
            throw new UnusableRecordException(String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}

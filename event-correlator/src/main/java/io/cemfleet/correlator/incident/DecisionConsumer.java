package io.cemfleet.correlator.incident;

import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.CorrelatorTopics;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.runtime.kafka.BatchHalving;
import io.cemfleet.runtime.kafka.UnusableRecordException;
import io.cemfleet.runtime.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Consumes decisions, one batch in each transaction, so that a fresh one does not wait for a commit of each before it; an
 * unusable one goes to the dead letters, and the others of its batch are done.
 */
@Component
class DecisionConsumer {
    private final IncidentNumbering numbering;
    private final TransactionTemplate transactions;
    private final BatchHalving batches;

    DecisionConsumer(IncidentNumbering numbering, TransactionTemplate transactions, BatchHalving batches) {
        this.numbering = numbering;
        this.transactions = transactions;
        this.batches = batches;
    }

    @KafkaListener(
            id = "decisions",
            topics = CorrelatorTopics.INCIDENTS,
            groupId = CorrelatorTopics.NUMBERING_GROUP,
            containerFactory = "batchListeners",
            properties = {
                "group.instance.id=${cem.correlator.stream.instance-id:event-correlator-0}-decisions",
                "max.poll.records=100"
            })
    void take(List<ConsumerRecord<String, byte[]>> records) {
        batches.run(records, batch -> transactions.executeWithoutResult(status -> batch.forEach(this::apply)));
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
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

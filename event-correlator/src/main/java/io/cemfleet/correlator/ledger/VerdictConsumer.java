package io.cemfleet.correlator.ledger;

import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.Topics;
import io.cemfleet.correlator.alert.VerdictRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the verdicts of the stream, a batch a transaction. */
@Component
class VerdictConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(VerdictConsumer.class);

    private final AlertLedger ledger;
    private final SourceAlarms alarms;
    private final LinkStatuses links;
    private final TransactionTemplate transactions;
    private final MeterRegistry meters;
    private final ObjectProvider<VerdictListener> listeners;

    VerdictConsumer(
            AlertLedger ledger,
            SourceAlarms alarms,
            LinkStatuses links,
            TransactionTemplate transactions,
            MeterRegistry meters,
            ObjectProvider<VerdictListener> listeners) {
        this.ledger = ledger;
        this.alarms = alarms;
        this.links = links;
        this.transactions = transactions;
        this.meters = meters;
        this.listeners = listeners;
    }

    @KafkaListener(
            id = "verdicts",
            topics = Topics.VERDICTS,
            groupId = "cem-event-correlator-ledger",
            containerFactory = "batchListeners",
            properties = "group.instance.id=${cem.correlator.stream.instance-id:event-correlator-0}-verdicts")
    void take(List<ConsumerRecord<String, byte[]>> records) {
        List<VerdictRecord> verdicts = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                verdicts.add(AlertJson.read(record.value(), VerdictRecord.class));
            } catch (IllegalArgumentException e) {
                LOG.error("a verdict at {}-{} cannot be read: {}", record.partition(), record.offset(), e.getMessage());
            }
        }
        transactions.executeWithoutResult(status -> {
            ledger.save(verdicts);
            alarms.save(verdicts);
            links.save(verdicts);
        });
        verdicts.forEach(this::count);
        listeners.orderedStream().forEach(listener -> listener.settled(verdicts));
    }

    private void count(VerdictRecord verdict) {
        String name =
                switch (verdict.verdict()) {
                    case PASSED -> "alerts.passed";
                    case DUPLICATE -> "alerts.deduplicated";
                    case SUPPRESSED -> "alerts.suppressed";
                    case DISCARDED -> "alerts.discarded";
                    case DAMPENED -> "alerts.dampened";
                };
        meters.counter(name, "source", verdict.alert().source().wire(), "rule", verdict.rule())
                .increment();
    }
}

package io.cemfleet.correlator.ledger;

import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.CorrelatorTopics;
import io.cemfleet.correlator.alert.VerdictRecord;
import io.cemfleet.runtime.kafka.BatchHalving;
import io.cemfleet.runtime.kafka.UnusableRecordException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores the verdicts of the stream, one batch in each transaction; one that cannot be stored goes to the dead letters,
 * and the others of its batch are stored.
 */
@Component
class VerdictConsumer {
    private final AlertLedger ledger;
    private final SourceAlarmStore alarms;
    private final LinkStatusStore links;
    private final OwnCongestionMessages messages;
    private final TransactionTemplate transactions;
    private final BatchHalving batches;
    private final ObjectProvider<VerdictListener> listeners;

    VerdictConsumer(
            AlertLedger ledger,
            SourceAlarmStore alarms,
            LinkStatusStore links,
            OwnCongestionMessages messages,
            TransactionTemplate transactions,
            BatchHalving batches,
            ObjectProvider<VerdictListener> listeners) {
        this.ledger = ledger;
        this.alarms = alarms;
        this.links = links;
        this.messages = messages;
        this.transactions = transactions;
        this.batches = batches;
        this.listeners = listeners;
    }

    @KafkaListener(
            id = "verdicts",
            topics = CorrelatorTopics.VERDICTS,
            groupId = CorrelatorTopics.LEDGER_GROUP,
            containerFactory = "batchListeners",
            properties = {
                "group.instance.id=${cem.correlator.stream.instance-id:event-correlator-0}-verdicts",
                "max.poll.records=2000"
            })
    void take(List<ConsumerRecord<String, byte[]>> records) {
        batches.run(records, this::keep);
    }

    private void keep(List<ConsumerRecord<String, byte[]>> records) {
        List<VerdictRecord> verdicts =
                records.stream().map(record -> read(record.value())).toList();
        transactions.executeWithoutResult(status -> {
            ledger.save(verdicts);
            alarms.save(verdicts);
            links.save(verdicts);
            verdicts.forEach(messages::send);
        });
        listeners.orderedStream().forEach(listener -> listener.settled(verdicts));
    }

    private static VerdictRecord read(byte[] value) {
        try {
            VerdictRecord verdict = AlertJson.read(value, VerdictRecord.class);
            if (verdict.alert() == null || verdict.verdict() == null || verdict.rule() == null) {
                throw new UnusableRecordException("a verdict without an alert, a verdict or a rule");
            }
            return verdict;
        } catch (IllegalArgumentException e) {
            throw new UnusableRecordException(String.valueOf(e.getMessage()), e);
        }
    }
}

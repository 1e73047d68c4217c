package io.cemfleet.runtime.kafka;

import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * Works on a batch as a whole, and where that fails, on its halves, in their order, until the record that fails is
 * alone. A record that fails for good goes to the dead letters and the others go on; for any other failure the batch
 * ends at the record, which the container delivers again with those behind it.
 */
public final class BatchHalving {
    private final DeadLetterRecoverer deadLetters;

    public BatchHalving(DeadLetterRecoverer deadLetters) {
        this.deadLetters = deadLetters;
    }

    /**
     * Runs the work over the batch.
     *
     * @param work takes records all or none, such as in one transaction, and may see a record again
     * @throws BatchListenerFailedException naming the first record that was not done, for {@link RecordErrorHandler}
     */
    public <V> void run(List<ConsumerRecord<String, V>> batch, Consumer<List<ConsumerRecord<String, V>>> work) {
        run(batch, 0, batch.size(), work);
    }

    private <V> void run(
            List<ConsumerRecord<String, V>> batch, int from, int to, Consumer<List<ConsumerRecord<String, V>>> work) {
        if (from == to) {
            return;
        }
        try {
            work.accept(batch.subList(from, to));
        } catch (RuntimeException e) {
            failed(batch, from, to, work, e);
        }
    }

    private <V> void failed(
            List<ConsumerRecord<String, V>> batch,
            int from,
            int to,
            Consumer<List<ConsumerRecord<String, V>>> work,
            RuntimeException failure) {
        RecordFaultKind kind = RecordFaultKind.of(failure);
        if (kind == RecordFaultKind.PASSING) {
            throw notDone(batch, from, failure);
        }
        if (to - from > 1) {
            int middle = (from + to) >>> 1;
            run(batch, from, middle, work);
            run(batch, middle, to, work);
            return;
        }
        if (kind == RecordFaultKind.UNCLEAR) {
            throw notDone(batch, from, failure);
        }
        putAside(batch, from, failure);
    }

    private <V> void putAside(List<ConsumerRecord<String, V>> batch, int index, RuntimeException failure) {
        try {
            deadLetters.accept(batch.get(index), failure);
        } catch (RuntimeException e) {
            throw notDone(batch, index, e);
        }
    }

    private static <V> BatchListenerFailedException notDone(
            List<ConsumerRecord<String, V>> batch, int index, RuntimeException failure) {
        return new BatchListenerFailedException("not done", failure, batch.get(index));
    }
}

package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.store.HeadEndLock;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends the writes of a wave as one transaction. A transaction that the controller refuses is divided in halves until
 * the item at fault stands alone; the others are written. A transaction whose answer was lost, or that the controller
 * could not complete, is read back first: what was written is done, only the rest is divided.
 */
@Component
class DividedTransaction {
    private final HeadEndLock locks;
    private final TransactionTemplate transactions;
    private final Clock clock;

    DividedTransaction(HeadEndLock locks, TransactionTemplate transactions, Clock clock) {
        this.locks = locks;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * How the items are written.
     *
     * @param send writes all items in one transaction, or none
     * @param readBack whether each item is in the network as wanted
     * @param deadline after which no further half is sent
     */
    record WaveWrite<I>(
            Function<List<I>, StepOutcome<Boolean>> send,
            Function<List<I>, StepOutcomes<Boolean>> readBack,
            Instant deadline) {}

    /**
     * Writes the items.
     *
     * @throws HeadEndLock.LockLost when a lock of this thread was taken over before a half was sent
     */
    <I> StepOutcomes<Boolean> write(List<I> items, WaveWrite<I> write) {
        if (!(write.send().apply(items) instanceof Failed<Boolean>(StepFailure failure))) {
            return StepOutcomes.each(items, item -> StepOutcome.done(true));
        }
        if (failure.retryable()) {
            return unanswered(items, failure, write);
        }
        return failure.code() == TunnelFailureCode.CNC_REFUSED
                ? halves(items, failure, write)
                : StepOutcomes.failed(items, failure);
    }

    private <I> StepOutcomes<Boolean> unanswered(List<I> items, StepFailure failure, WaveWrite<I> write) {
        List<StepOutcome<Boolean>> seen = write.readBack().apply(items).inOrder();
        var absent = new ArrayList<I>();
        for (int i = 0; i < items.size(); i++) {
            if (seen.get(i) instanceof Done(Boolean there) && !there) {
                absent.add(items.get(i));
            }
        }
        var rest = halves(absent, failure, write).inOrder().iterator();
        return new StepOutcomes<>(seen.stream()
                .map(outcome -> outcome instanceof Done(Boolean there) && !there ? rest.next() : outcome)
                .toList());
    }

    private <I> StepOutcomes<Boolean> halves(List<I> items, StepFailure failure, WaveWrite<I> write) {
        if (items.size() < 2 || !clock.instant().isBefore(write.deadline())) {
            return StepOutcomes.failed(items, failure);
        }
        var outcomes = new ArrayList<StepOutcome<Boolean>>();
        int middle = items.size() / 2;
        for (List<I> half : List.of(items.subList(0, middle), items.subList(middle, items.size()))) {
            transactions.executeWithoutResult(status -> locks.confirm());
            outcomes.addAll(write(half, write).inOrder());
        }
        return new StepOutcomes<>(outcomes);
    }
}

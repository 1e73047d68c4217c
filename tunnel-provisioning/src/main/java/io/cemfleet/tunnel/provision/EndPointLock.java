package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.store.HeadEndLock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One writer at a time for the colours at an end-point, whichever head-ends its traffic comes from. */
@Component
class EndPointLock {
    private final HeadEndLock locks;
    private final TransactionTemplate transactions;

    EndPointLock(HeadEndLock locks, TransactionTemplate transactions) {
        this.locks = locks;
        this.transactions = transactions;
    }

    /**
     * Does the work for the items whose end-point could be locked in time; the others of these are {@code head_end_busy}.
     *
     * @param endPoint router slug, null for an item that needs no work
     * @param otherwise the outcome of such an item
     */
    <I, R> StepOutcomes<R> holding(
            List<I> items,
            Function<I, @Nullable String> endPoint,
            R otherwise,
            Instant deadline,
            Function<List<I>, StepOutcomes<R>> work) {
        List<I> ours =
                items.stream().filter(item -> endPoint.apply(item) != null).toList();
        if (ours.isEmpty()) {
            return StepOutcomes.each(items, item -> StepOutcome.done(otherwise));
        }
        TreeSet<String> names = ours.stream()
                .map(item -> name(String.valueOf(endPoint.apply(item))))
                .collect(Collectors.toCollection(TreeSet::new));
        var outcomes = StepOutcomes.after(
                        locks.holdingAll(names, deadline, held -> StepOutcomes.each(
                                        ours, item -> locked(item, name(String.valueOf(endPoint.apply(item))), held))
                                .together(work)),
                        ours,
                        Function.<StepOutcomes<R>>identity())
                .inOrder()
                .iterator();
        return StepOutcomes.each(
                items, item -> endPoint.apply(item) == null ? StepOutcome.done(otherwise) : outcomes.next());
    }

    private static <I> StepOutcome<I> locked(I item, String name, Set<String> held) {
        return held.contains(name) ? StepOutcome.done(item) : StepOutcome.failed(HeadEndLock.busy(name));
    }

    private static String name(String endPoint) {
        return "color at " + endPoint;
    }

    /**
     * Commits changes while the locks of this thread are held.
     *
     * @throws HeadEndLock.LockLost when one of them was taken over before
     */
    void confirmed(Runnable changes) {
        transactions.executeWithoutResult(status -> {
            locks.confirm();
            changes.run();
        });
    }
}

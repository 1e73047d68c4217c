package io.cemfleet.correlator.ledger;

import io.cemfleet.correlator.alert.VerdictRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Lets a caller wait for the verdict of its alert. */
@Component
public class VerdictAwaiter implements VerdictListener {
    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private final AlertLedger ledger;

    VerdictAwaiter(AlertLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void settled(List<VerdictRecord> verdicts) {
        for (VerdictRecord verdict : verdicts) {
            CompletableFuture<String> waiter = waiting.remove(verdict.alert().alertId());
            if (waiter != null) {
                waiter.complete(verdict.verdict().wire());
            }
        }
    }

    /** The verdict of an alert that was published; empty when it takes longer. */
    public Optional<String> await(String alertId, Duration atMost) {
        CompletableFuture<String> waiter = waiting.computeIfAbsent(alertId, any -> new CompletableFuture<>());
        try {
            Optional<String> known = ledger.find(alertId).map(AlertView::verdict);
            return known.isPresent() ? known : Optional.of(waiter.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return ledger.find(alertId).map(AlertView::verdict);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            waiting.remove(alertId);
        }
    }
}

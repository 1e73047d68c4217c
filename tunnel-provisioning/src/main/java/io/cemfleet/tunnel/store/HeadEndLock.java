package io.cemfleet.tunnel.store;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One writer at a time at a head-end, across all instances of this agent. The lock is a row with a lease by the
 * database's clock; its holder renews it, and it ends soon after its holder died. Each lock taken has a fencing token
 * of its own: a commit names the tokens that its thread holds ({@link #fences()}), and fails once another instance has
 * taken the lock over. No transaction and no connection is held while the work goes on.
 */
@Component
public class HeadEndLock {
    private static final Logger log = LoggerFactory.getLogger(HeadEndLock.class);
    /** Ends the name of the place of the instance that has the lock next. */
    private static final String NEXT = " next";

    private static final ScopedValue<List<Long>> HELD = ScopedValue.newInstance();

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TunnelSettings.StepWaitSettings waits;
    private final UUID self = UUID.randomUUID();
    /** A lock stays as long as a thread has or awaits it. */
    private final LoadingCache<String, ReentrantLock> inThisProcess =
            Caffeine.newBuilder().weakValues().build(name -> new ReentrantLock(true));

    HeadEndLock(JdbcClient jdbc, Clock clock, TunnelSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.waits = settings.waits();
    }

    /** The lock was taken over by another instance: nothing more may be written or committed under it. */
    public static final class LockLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LockLost() {
            super("another instance has taken the lock over");
        }
    }

    /**
     * Does the work while the lock is held, in the order of the requests; {@code head_end_busy} when the lock is not
     * free early enough before the deadline for the work to be done, or is lost meanwhile.
     *
     * @param name of the head-end, or of what else is written by one at a time
     */
    public <T> StepOutcome<T> holding(String name, Instant deadline, Supplier<StepOutcome<T>> work) {
        StepOutcome<StepOutcome<T>> done = holdingAll(
                new TreeSet<>(Set.of(name)),
                deadline,
                held -> held.isEmpty() ? StepOutcome.failed(busy(name)) : work.get());
        return done instanceof Done(StepOutcome<T> outcome) ? outcome : done.asFailure();
    }

    /**
     * Does the work with the names whose locks could be taken early enough before the deadline; fails with
     * {@code head_end_busy} when one of these is lost meanwhile. Locks are taken in the order of their names, so that
     * two writers with common names cannot wait for each other.
     */
    public <T> StepOutcome<T> holdingAll(SortedSet<String> names, Instant deadline, Function<Set<String>, T> work) {
        Instant latest = latest(deadline);
        var locked = new TreeMap<String, ReentrantLock>();
        try {
            for (String name : names) {
                ReentrantLock lock = inThisProcess.get(name);
                long left = Duration.between(clock.instant(), latest).toMillis();
                if (lock.tryLock(Math.max(0, left), TimeUnit.MILLISECONDS)) {
                    locked.put(name, lock);
                }
            }
            return leased(acquire(locked.navigableKeySet(), latest), work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return StepOutcome.failed(busy(String.join(", ", names)));
        } finally {
            locked.values().forEach(ReentrantLock::unlock);
        }
    }

    /** When the work must begin; within another lock it has begun already. */
    private Instant latest(Instant deadline) {
        Instant latest = HELD.isBound() ? deadline : deadline.minus(waits.work());
        return latest.isAfter(clock.instant()) ? latest : deadline;
    }

    /** The tokens of the locks that this thread holds; empty outside of {@link #holding}. */
    static Long[] fences() {
        return HELD.orElse(List.of()).toArray(Long[]::new);
    }

    /**
     * Keeps the locks that this thread holds from being taken over until the transaction ends.
     *
     * @throws LockLost when one of them was taken over before
     */
    public void confirm() {
        Long[] fences = fences();
        int held = jdbc.sql("select fence from head_end_lock where fence = any (:fences) for share")
                .param("fences", fences)
                .query(Long.class)
                .list()
                .size();
        if (held < fences.length) {
            throw new LockLost();
        }
    }

    private <T> StepOutcome<T> leased(SortedMap<String, Long> fences, Function<Set<String>, T> work) {
        if (fences.isEmpty()) {
            return StepOutcome.done(work.apply(Set.of()));
        }
        var done = new CountDownLatch(1);
        Thread.ofVirtual().name("lock-" + fences.firstKey()).start(() -> keepRenewing(fences, done));
        List<Long> held = Stream.concat(HELD.orElse(List.of()).stream(), fences.values().stream())
                .toList();
        try {
            return StepOutcome.done(ScopedValue.where(HELD, held).call(() -> work.apply(fences.keySet())));
        } catch (LockLost lost) {
            log.warn("a lock of {} was taken over while it was held", fences.keySet());
            return StepOutcome.failed(
                    TunnelFailureCode.HEAD_END_BUSY,
                    "another instance took " + String.join(", ", fences.keySet()) + " over meanwhile");
        } finally {
            done.countDown();
            release(fences);
        }
    }

    /** Takes all free locks with one claim, then waits for those that are not, one after the other in their order. */
    private SortedMap<String, Long> acquire(SortedSet<String> names, Instant latest) throws InterruptedException {
        var fences = new TreeMap<String, Long>();
        var left = new TreeSet<>(names);
        try {
            while (!left.isEmpty()) {
                SortedMap<String, Long> free = claimFree(left);
                fences.putAll(free);
                left.removeAll(free.keySet());
                if (!left.isEmpty()) {
                    String next = left.removeFirst();
                    acquire(next, latest).ifPresent(fence -> fences.put(next, fence));
                }
            }
            return fences;
        } catch (InterruptedException | RuntimeException e) {
            release(fences);
            throw e;
        }
    }

    /** The locks up to the first that is held or awaited by another instance. */
    private SortedMap<String, Long> claimFree(SortedSet<String> names) {
        Map<String, Long> places = claim(names.stream().map(name -> name + NEXT).toList());
        try {
            List<String> unawaited = names.stream()
                    .takeWhile(name -> places.containsKey(name + NEXT))
                    .toList();
            var claimed = new TreeMap<>(claim(unawaited));
            Optional<String> taken = unawaited.stream()
                    .filter(name -> !claimed.containsKey(name))
                    .findFirst();
            if (taken.isEmpty()) {
                return claimed;
            }
            release(claimed.tailMap(taken.get()));
            return new TreeMap<>(claimed.headMap(taken.get()));
        } finally {
            release(places);
        }
    }

    /**
     * Waits for the lock in the place of the next: who releases it must wait for that place first, so that instances
     * take turns, however many writes wait at each.
     */
    private Optional<Long> acquire(String name, Instant latest) throws InterruptedException {
        String next = name + NEXT;
        Map<String, Long> place = Map.of();
        try {
            while (true) {
                place = claim(List.of(next));
                Map<String, Long> claimed = place.isEmpty() ? Map.of() : claim(List.of(name));
                if (!claimed.isEmpty() || clock.instant().isAfter(latest)) {
                    return Optional.ofNullable(claimed.get(name));
                }
                Thread.sleep(waits.poll());
            }
        } finally {
            release(place);
        }
    }

    /** The fencing tokens of those names that were free. */
    private Map<String, Long> claim(List<String> names) {
        return names.isEmpty()
                ? Map.of()
                : jdbc
                        .sql(
                                """
                                insert into head_end_lock (name, holder, until)
                                select name, :self, clock_timestamp() + :lease * interval '1 millisecond'
                                from unnest(:names) with ordinality as wanted (name, place) order by place
                                on conflict (name) do update
                                    set holder = excluded.holder, until = excluded.until, fence = excluded.fence
                                    where head_end_lock.until < clock_timestamp()
                                       or head_end_lock.holder = excluded.holder
                                returning name, fence""")
                        .param("names", names.toArray(String[]::new))
                        .param("self", self)
                        .param("lease", waits.lease().toMillis())
                        .query((row, n) -> Map.entry(row.getString("name"), row.getLong("fence")))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * A renewal that fails is tried again for as long as the work goes on: the lease is three times its interval. An
     * interrupt would break the connection of a renewal that is under way.
     */
    private void keepRenewing(SortedMap<String, Long> fences, CountDownLatch done) {
        long pause = waits.lease().dividedBy(3).toMillis();
        try {
            while (!done.await(pause, TimeUnit.MILLISECONDS) && renewed(fences)) {}
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean renewed(SortedMap<String, Long> fences) {
        try {
            return jdbc.sql(
                                    """
                                    update head_end_lock set until = clock_timestamp() + :lease * interval '1 millisecond'
                                    where fence = any (:fences)""")
                            .param("lease", waits.lease().toMillis())
                            .param("fences", fences.values().toArray(Long[]::new))
                            .update()
                    > 0;
        } catch (DataAccessException e) {
            log.warn("the locks of {} could not be renewed and are tried again: {}", fences.keySet(), e.getMessage());
            return true;
        }
    }

    /** A lock that cannot be released ends with its lease. */
    private void release(Map<String, Long> fences) {
        if (fences.isEmpty()) {
            return;
        }
        try {
            jdbc.sql("delete from head_end_lock where fence = any (:fences)")
                    .param("fences", fences.values().toArray(Long[]::new))
                    .update();
        } catch (DataAccessException e) {
            log.warn(
                    "the locks of {} could not be released and end with their lease: {}",
                    fences.keySet(),
                    e.getMessage());
        }
    }

    /** Why a write to a head-end could not begin. */
    public static StepFailure busy(String name) {
        return StepFailure.of(
                TunnelFailureCode.HEAD_END_BUSY, "other writes to " + name + " took all the time there was");
    }
}

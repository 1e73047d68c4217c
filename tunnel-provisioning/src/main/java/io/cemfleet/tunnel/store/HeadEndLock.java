package io.cemfleet.tunnel.store;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.StepOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
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
        ReentrantLock lock = inThisProcess.get(name);
        Instant latest = latest(deadline);
        try {
            long left = Duration.between(clock.instant(), latest).toMillis();
            if (!lock.tryLock(Math.max(0, left), TimeUnit.MILLISECONDS)) {
                return busy(name);
            }
            try {
                Optional<Long> fence = acquire(name, latest);
                return fence.isPresent() ? leased(name, fence.get(), work) : busy(name);
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return busy(name);
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

    private <T> StepOutcome<T> leased(String name, long fence, Supplier<StepOutcome<T>> work) {
        var done = new CountDownLatch(1);
        Thread.ofVirtual().name("lock-" + name).start(() -> keepRenewing(name, fence, done));
        List<Long> held =
                Stream.concat(HELD.orElse(List.of()).stream(), Stream.of(fence)).toList();
        try {
            return ScopedValue.where(HELD, held).call(work::get);
        } catch (LockLost lost) {
            log.warn("the lock of {} was taken over while it was held", name);
            return StepOutcome.failed(
                    TunnelFailureCode.HEAD_END_BUSY, "another instance took " + name + " over meanwhile");
        } finally {
            done.countDown();
            release(name, fence);
        }
    }

    /**
     * Waits for the lock in the place of the next: who releases it must wait for that place first, so that instances
     * take turns, however many writes wait at each.
     */
    private Optional<Long> acquire(String name, Instant latest) throws InterruptedException {
        String next = name + NEXT;
        Optional<Long> place = Optional.empty();
        Optional<Long> fence = Optional.empty();
        try {
            while (true) {
                place = claim(next);
                fence = place.isPresent() ? claim(name) : Optional.empty();
                if (fence.isPresent() || clock.instant().isAfter(latest)) {
                    return fence;
                }
                Thread.sleep(waits.poll());
            }
        } finally {
            place.ifPresent(held -> release(next, held));
        }
    }

    private Optional<Long> claim(String name) {
        return jdbc.sql(
                        """
                        insert into head_end_lock (name, holder, until)
                        values (:name, :self, clock_timestamp() + :lease * interval '1 millisecond')
                        on conflict (name) do update
                            set holder = excluded.holder, until = excluded.until, fence = excluded.fence
                            where head_end_lock.until < clock_timestamp() or head_end_lock.holder = excluded.holder
                        returning fence""")
                .param("name", name)
                .param("self", self)
                .param("lease", waits.lease().toMillis())
                .query(Long.class)
                .optional();
    }

    /**
     * A renewal that fails is tried again for as long as the work goes on: the lease is three times its interval. An
     * interrupt would break the connection of a renewal that is under way.
     */
    private void keepRenewing(String name, long fence, CountDownLatch done) {
        long pause = waits.lease().dividedBy(3).toMillis();
        try {
            while (!done.await(pause, TimeUnit.MILLISECONDS) && renewed(name, fence)) {}
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean renewed(String name, long fence) {
        try {
            return jdbc.sql(
                                    """
                                    update head_end_lock set until = clock_timestamp() + :lease * interval '1 millisecond'
                                    where name = :name and fence = :fence""")
                            .param("lease", waits.lease().toMillis())
                            .param("name", name)
                            .param("fence", fence)
                            .update()
                    == 1;
        } catch (DataAccessException e) {
            log.warn("the lock of {} could not be renewed and is tried again: {}", name, e.getMessage());
            return true;
        }
    }

    /** A lock that cannot be released ends with its lease. */
    private void release(String name, long fence) {
        try {
            jdbc.sql("delete from head_end_lock where name = :name and fence = :fence")
                    .param("name", name)
                    .param("fence", fence)
                    .update();
        } catch (DataAccessException e) {
            log.warn("the lock of {} could not be released and ends with its lease: {}", name, e.getMessage());
        }
    }

    private static <T> StepOutcome<T> busy(String name) {
        return StepOutcome.failed(
                TunnelFailureCode.HEAD_END_BUSY, "other writes to " + name + " took all the time there was");
    }
}

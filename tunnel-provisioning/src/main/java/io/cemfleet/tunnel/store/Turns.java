package io.cemfleet.tunnel.store;

import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.FailureCode;
import io.cemfleet.tunnel.policy.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One write at a time to a head-end, across all instances of this agent. No transaction and no connection is held
 * meanwhile: the turn is a row with a lease that its holder renews, and that ends soon after its holder died.
 */
@Component
public class Turns {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TunnelSettings.Waits waits;
    private final UUID self = UUID.randomUUID();
    private final ConcurrentHashMap<String, ReentrantLock> inHere = new ConcurrentHashMap<>();

    Turns(JdbcClient jdbc, Clock clock, TunnelSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.waits = settings.waits();
    }

    /** Does the work when it is its turn; {@code head_end_busy} when that is not before the deadline. */
    public <T> Outcome<T> take(String name, Instant deadline, Supplier<Outcome<T>> work) {
        ReentrantLock lock = inHere.computeIfAbsent(name, key -> new ReentrantLock(true));
        try {
            long left = Duration.between(clock.instant(), deadline).toMillis();
            if (!lock.tryLock(Math.max(0, left), TimeUnit.MILLISECONDS)) {
                return busy(name);
            }
            try {
                return acquire(name, deadline) ? leased(name, work) : busy(name);
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return busy(name);
        }
    }

    private <T> Outcome<T> leased(String name, Supplier<Outcome<T>> work) {
        Thread beat = Thread.ofVirtual().name("turn-" + name).start(() -> renew(name));
        try {
            return work.get();
        } finally {
            beat.interrupt();
            jdbc.sql("delete from turn where name = :name and holder = :self")
                    .param("name", name)
                    .param("self", self)
                    .update();
        }
    }

    private boolean acquire(String name, Instant deadline) throws InterruptedException {
        while (!claim(name)) {
            if (clock.instant().isAfter(deadline)) {
                return false;
            }
            Thread.sleep(waits.poll());
        }
        return true;
    }

    private boolean claim(String name) {
        Instant now = clock.instant();
        return jdbc.sql(
                                """
                                insert into turn (name, holder, until) values (:name, :self, :until)
                                on conflict (name) do update set holder = excluded.holder, until = excluded.until
                                where turn.until < :now or turn.holder = excluded.holder""")
                        .param("name", name)
                        .param("self", self)
                        .param("until", now.plus(waits.lease()).atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private void renew(String name) {
        try {
            while (true) {
                Thread.sleep(waits.lease().dividedBy(3));
                jdbc.sql("update turn set until = :until where name = :name and holder = :self")
                        .param("name", name)
                        .param("self", self)
                        .param("until", clock.instant().plus(waits.lease()).atOffset(ZoneOffset.UTC))
                        .update();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> Outcome<T> busy(String name) {
        return Outcome.failed(FailureCode.HEAD_END_BUSY, "other writes to " + name + " took all the time there was");
    }
}

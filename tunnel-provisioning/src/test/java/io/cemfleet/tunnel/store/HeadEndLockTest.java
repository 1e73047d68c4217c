package io.cemfleet.tunnel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.TunnelDatabase;
import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.StepOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Two instances of the agent, one lock. */
class HeadEndLockTest {
    private static final String HEAD_END = "frankfurt";
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration WORK = Duration.ofSeconds(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HikariDataSource database = new HikariDataSource();
    private FaultyDataSource first = new FaultyDataSource(database);
    private HeadEndLock one = lock(first);
    private HeadEndLock other = lock(database);

    /** A way to the database that fails when a test wants it. */
    private static final class FaultyDataSource extends DelegatingDataSource {
        private volatile boolean down;
        private final AtomicInteger refused = new AtomicInteger();

        FaultyDataSource(HikariDataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (down) {
                refused.incrementAndGet();
                throw new SQLException("the database is away, as the test wants it", "08006");
            }
            return super.getConnection();
        }
    }

    @BeforeEach
    void aMigratedDatabase() {
        database = TunnelDatabase.migrated();
        first = new FaultyDataSource(database);
        one = lock(first);
        other = lock(database);
    }

    @AfterEach
    void close() {
        threads.close();
        database.close();
    }

    @Test
    void aRenewalThatFailsIsTriedAgainAndTheLockIsKept() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<StepOutcome<String>> held = CompletableFuture.supplyAsync(
                () -> one.holding(HEAD_END, inTime(), () -> afterwards(release, "first")), threads);
        await().until(this::isHeld);

        // when one renewal fails, and the database is back before the lease ends
        first.down = true;
        await().until(() -> first.refused.get() > 0);
        first.down = false;

        // then the other instance does not get the lock, however often the lease would have ended meanwhile
        StepOutcome<String> second =
                other.holding(HEAD_END, Instant.now().plus(LEASE.multipliedBy(2)), () -> StepOutcome.done("second"));
        assertThat(code(second)).isEqualTo(TunnelFailureCode.HEAD_END_BUSY);
        release.countDown();
        assertThat(held.get()).isEqualTo(StepOutcome.done("first"));
        assertThat(other.holding(HEAD_END, inTime(), () -> StepOutcome.done("second")))
                .isEqualTo(StepOutcome.done("second"));
    }

    @Test
    void aHolderThatLostItsLockCommitsNothingMore() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CompletableFuture<StepOutcome<String>> held = CompletableFuture.supplyAsync(
                () -> one.holding(HEAD_END, inTime(), () -> {
                    StepOutcome<String> done = afterwards(taken, "first");
                    one.confirm();
                    return done;
                }),
                threads);
        await().until(this::isHeld);

        // when its renewals fail until the lease is over, and another instance takes the lock
        first.down = true;
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<StepOutcome<String>> second = CompletableFuture.supplyAsync(
                () -> other.holding(HEAD_END, inTime(), () -> {
                    first.down = false;
                    taken.countDown();
                    return afterwards(release, "second");
                }),
                threads);

        // then the first one fails at its next commit, and does not take the lock from the second
        assertThat(code(held.get())).isEqualTo(TunnelFailureCode.HEAD_END_BUSY);
        assertThat(isHeld()).isTrue();
        release.countDown();
        assertThat(second.get()).isEqualTo(StepOutcome.done("second"));
        assertThat(isHeld()).isFalse();
    }

    @Test
    void aLockWithinALockIsConfirmedWithIt() {
        StepOutcome<Integer> held = one.holding(
                HEAD_END,
                inTime(),
                () -> one.holding("color at vienna", inTime(), () -> {
                    one.confirm();
                    return StepOutcome.done(HeadEndLock.fences().length);
                }));

        assertThat(held).isEqualTo(StepOutcome.done(2));
        assertThat(HeadEndLock.fences()).isEmpty();
    }

    @Test
    void severalLocksAreHeldTogetherAndAreAllFreeAfterwards() {
        StepOutcome<Integer> held = one.holdingAll(names("frankfurt", "munich", "zurich"), inTime(), locked -> {
            one.confirm();
            assertThat(locked).containsExactly("frankfurt", "munich", "zurich");
            return HeadEndLock.fences().length;
        });

        assertThat(held).isEqualTo(StepOutcome.done(3));
        assertThat(rows()).isZero();
    }

    @Test
    void aHeadEndThatIsNotFreeInTimeLeavesTheOthersHeld() {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture.supplyAsync(
                () -> one.holding(HEAD_END, inTime(), () -> afterwards(release, "first")), threads);
        await().until(this::isHeld);

        // when
        StepOutcome<Set<String>> held = other.holdingAll(
                names("brussels", HEAD_END, "zurich"), Instant.now().plus(WORK), Set::copyOf);

        // then
        assertThat(held).isEqualTo(StepOutcome.done(Set.of("brussels", "zurich")));
        release.countDown();
    }

    @Test
    void oneLostLockOfSeveralStopsItsHolder() {
        StepOutcome<String> held = one.holdingAll(names(HEAD_END, "zurich"), inTime(), locked -> {
            JdbcClient.create(database)
                    .sql("update head_end_lock set fence = nextval('head_end_fence') where name = 'zurich'")
                    .update();
            one.confirm();
            return "committed";
        });

        assertThat(code(held)).isEqualTo(TunnelFailureCode.HEAD_END_BUSY);
    }

    @Test
    void instancesWithCommonNamesDoNotWaitForEachOther() {
        var done = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> (i % 2 == 0 ? one : other)
                                .holdingAll(
                                        i % 3 == 0 ? names("a", "b", "c") : names("b", "c", "d"), inTime(), Set::size),
                        threads))
                .toList();

        assertThat(done).allSatisfy(held -> assertThat(held.join()).isEqualTo(StepOutcome.done(3)));
        assertThat(rows()).isZero();
    }

    private static SortedSet<String> names(String... names) {
        return new TreeSet<>(List.of(names));
    }

    @Test
    void instancesTakeTurnsHoweverManyWritesWaitAtOne() throws Exception {
        // given an instance with a queue of its own
        var order = new CopyOnWriteArrayList<String>();
        CountDownLatch begin = new CountDownLatch(1);
        var queue = new ArrayList<CompletableFuture<StepOutcome<String>>>();
        queue.add(CompletableFuture.supplyAsync(
                () -> one.holding(HEAD_END, inTime(), () -> afterwards(begin, "first")), threads));
        await().until(this::isHeld);
        for (int i = 0; i < 30; i++) {
            queue.add(CompletableFuture.supplyAsync(
                    () -> one.holding(HEAD_END, inTime(), () -> taken(order, "one")), threads));
        }

        // when another instance wants it too, and waits in the place of the next
        var others = new ArrayList<CompletableFuture<StepOutcome<String>>>();
        for (int i = 0; i < 3; i++) {
            others.add(CompletableFuture.supplyAsync(
                    () -> other.holding(HEAD_END, inTime(), () -> taken(order, "other")), threads));
        }
        await().until(() -> rows() == 2);
        begin.countDown();

        // then it need not wait until the first one's queue is empty
        CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).join();
        assertThat(order.stream().filter("one"::equals)).hasSizeLessThan(30);
        CompletableFuture.allOf(queue.toArray(CompletableFuture[]::new)).join();
        assertThat(order).hasSize(33);
        assertThat(rows()).isZero();
    }

    @Test
    void aWriteWithoutTimeForItsWorkIsBusyBeforeItsDeadline() {
        CountDownLatch release = new CountDownLatch(1);
        var held = CompletableFuture.supplyAsync(
                () -> one.holding(HEAD_END, inTime(), () -> afterwards(release, "first")), threads);
        await().until(this::isHeld);
        Instant deadline = Instant.now().plus(WORK.multipliedBy(2));

        StepOutcome<String> late = one.holding(HEAD_END, deadline, () -> StepOutcome.done("second"));

        assertThat(code(late)).isEqualTo(TunnelFailureCode.HEAD_END_BUSY);
        assertThat(Instant.now()).isBefore(deadline);
        release.countDown();
        held.join();
    }

    private static StepOutcome<String> taken(List<String> order, String who) {
        order.add(who);
        return StepOutcome.done(who);
    }

    private long rows() {
        return JdbcClient.create(database)
                .sql("select count(*) from head_end_lock")
                .query(Long.class)
                .single();
    }

    private boolean isHeld() {
        return JdbcClient.create(database)
                        .sql("select count(*) from head_end_lock where name = :name")
                        .param("name", HEAD_END)
                        .query(Long.class)
                        .single()
                == 1;
    }

    private static HeadEndLock lock(javax.sql.DataSource database) {
        var waits = new TunnelSettings.StepWaitSettings(
                Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(5), WORK, LEASE);
        var preference = new TunnelSettings.PreferenceSettings(50, 10);
        return new HeadEndLock(
                JdbcClient.create(database),
                Clock.systemUTC(),
                new TunnelSettings(5, Duration.ofSeconds(10), preference, waits));
    }

    private static Instant inTime() {
        return Instant.now().plusSeconds(20);
    }

    private static StepOutcome<String> afterwards(CountDownLatch signal, String result) {
        try {
            signal.await();
            return StepOutcome.done(result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static TunnelFailureCode code(StepOutcome<String> outcome) {
        assertThat(outcome).isInstanceOf(StepOutcome.Failed.class);
        return ((StepOutcome.Failed<String>) outcome).failure().code();
    }
}

package io.cemfleet.runtime.schedule;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Claims work that stands in the database and runs it on virtual threads: as soon as someone wakes it, and at the latest
 * after the poll interval, for work whose time comes or that another instance left behind. While nothing waits it claims
 * ten times less often, since a quiet fleet must cost nothing. When a claim fails, the next one waits for the interval.
 */
public abstract class ClaimingDispatcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimingDispatcher.class);
    private static final int QUIET_INTERVALS = 10;

    private final String work;
    private final Duration pollInterval;
    private final Duration stopPatience;
    private final Semaphore wakeups = new Semaphore(0);
    private volatile @Nullable ExecutorService threads;

    private enum ClaimOutcome {
        WAITING,
        NOTHING,
        FAILED
    }

    /**
     * @param work what is claimed, for the log
     * @param pollInterval above zero
     * @param stopPatience how long running work may take when the agent stops, before it is interrupted
     */
    protected ClaimingDispatcher(String work, Duration pollInterval, Duration stopPatience) {
        this.work = work;
        this.pollInterval = pollInterval;
        this.stopPatience = stopPatience;
    }

    /**
     * Claims the work that is due, as much as there is capacity for, and starts it on these threads.
     *
     * @return false if nothing waits in the database, due or not
     */
    protected abstract boolean claim(Executor threads);

    /** Wakes the dispatcher, since there may be work to claim. */
    public final void wake() {
        wakeups.release();
    }

    @Override
    public final void start() {
        ExecutorService started = Executors.newVirtualThreadPerTaskExecutor();
        threads = started;
        started.execute(() -> claimUntilStopped(started));
    }

    @Override
    public final void stop() {
        ExecutorService stopped = threads;
        threads = null;
        if (stopped != null) {
            wake();
            GracefulThreadStop.of(stopped, stopPatience);
        }
    }

    @Override
    public final boolean isRunning() {
        return threads != null;
    }

    private void claimUntilStopped(ExecutorService mine) {
        try {
            while (threads == mine) {
                switch (claimed(mine)) {
                    case WAITING -> awaitWakeup(pollInterval);
                    case NOTHING -> awaitWakeup(pollInterval.multipliedBy(QUIET_INTERVALS));
                    case FAILED -> Thread.sleep(pollInterval);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitWakeup(Duration longest) throws InterruptedException {
        boolean unused = wakeups.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
        wakeups.drainPermits();
    }

    private ClaimOutcome claimed(ExecutorService mine) {
        try {
            return claim(mine) ? ClaimOutcome.WAITING : ClaimOutcome.NOTHING;
        } catch (RuntimeException e) {
            if (threads == mine) {
                LOG.warn("{} cannot be claimed: {}", work, e.getMessage());
            }
            return ClaimOutcome.FAILED;
        }
    }
}

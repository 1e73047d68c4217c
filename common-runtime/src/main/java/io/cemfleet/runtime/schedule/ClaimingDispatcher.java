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
 * after the poll interval, for work that another instance left behind. When a claim fails, the next one waits for the
 * interval.
 */
public abstract class ClaimingDispatcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimingDispatcher.class);

    private final String work;
    private final Duration pollInterval;
    private final Duration stopPatience;
    private final Semaphore wakeups = new Semaphore(0);
    private volatile @Nullable ExecutorService threads;

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

    /** Claims the work that is due, as much as there is capacity for, and starts it on these threads. */
    protected abstract void claim(Executor threads);

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
                if (isClaimed(mine)) {
                    boolean unused = wakeups.tryAcquire(pollInterval.toMillis(), TimeUnit.MILLISECONDS);
                    wakeups.drainPermits();
                } else {
                    Thread.sleep(pollInterval);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClaimed(ExecutorService mine) {
        try {
            claim(mine);
            return true;
        } catch (RuntimeException e) {
            if (threads == mine) {
                LOG.warn("{} cannot be claimed: {}", work, e.getMessage());
            }
            return false;
        }
    }
}

package io.cemfleet.cnc.reading;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads from the controller again and again, on one daemon thread while the application runs. An exception is logged
 * and ends only the reading that threw it.
 */
public abstract class BackgroundReader implements SmartLifecycle {

    /** The first pause of a reader that needs the topology, which is usually read by then. */
    protected static final Duration AFTER_THE_TOPOLOGY = Duration.ofMillis(500);

    private static final Logger log = LoggerFactory.getLogger(BackgroundReader.class);

    private final String threadName;
    private final Duration firstAfter;
    private volatile @Nullable ScheduledExecutorService scheduler;

    /** @param firstAfter the pause before the first reading */
    protected BackgroundReader(String threadName, Duration firstAfter) {
        this.threadName = threadName;
        this.firstAfter = firstAfter;
    }

    /** One reading. */
    protected abstract void readOnce();

    /**
     * The pause before the next reading.
     *
     * @param took how long the last one took
     */
    protected abstract Duration pauseAfter(Duration took);

    @Override
    public void start() {
        if (scheduler != null) {
            return;
        }
        var started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(threadName).factory());
        scheduler = started;
        schedule(started, firstAfter);
    }

    @Override
    public void stop() {
        var running = scheduler;
        scheduler = null;
        if (running != null) {
            running.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    private void schedule(ScheduledExecutorService executor, Duration pause) {
        try {
            executor.schedule(() -> round(executor), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("{} has stopped", threadName, e);
        }
    }

    private void round(ScheduledExecutorService executor) {
        long startedAt = System.nanoTime();
        try {
            readOnce();
        } catch (RuntimeException e) {
            log.error("{}: a reading failed unexpectedly", threadName, e);
        }
        schedule(executor, pauseAfter(Duration.ofNanos(System.nanoTime() - startedAt)));
    }
}

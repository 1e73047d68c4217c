package io.cemfleet.runtime.schedule;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends threads that may be in the middle of a query. An interrupt closes the socket that a virtual thread reads from,
 * and so breaks its database connection: it comes last, for threads that did not end by themselves.
 */
public final class GracefulThreadStop {
    private GracefulThreadStop() {}

    /**
     * Accepts no more tasks, and waits for those that run.
     *
     * @param patience before the tasks are interrupted
     */
    public static void of(ExecutorService threads, Duration patience) {
        threads.shutdown();
        try {
            if (threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    /**
     * Waits for a thread that was requested to end.
     *
     * @param patience before it is interrupted
     */
    public static void of(@Nullable Thread thread, Duration patience) {
        if (thread == null) {
            return;
        }
        try {
            if (thread.join(patience)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}

package io.cemfleet.enhancement.similarity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs work on an index's files on a thread of its own: Java closes a file when the thread that uses it is interrupted,
 * which happens to a search that takes too long. The work goes on, and only its caller stops waiting.
 */
final class IndexFileWork {
    private IndexFileWork() {}

    /** @throws CancellationException when the caller is interrupted */
    static <T> T run(Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().name("similarity-files").start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while an index was read or written");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case UncheckedIOException failed -> throw failed.getCause();
                case IOException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case Error failed -> throw failed;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}

package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.TaskFailure;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one item of a wave; it has either a result or an error.
 *
 * @param key of the item
 * @param result of the task that does the same for one tunnel
 * @param error with the same codes as that task
 */
public record WaveAnswer<R>(String key, @Nullable R result, @Nullable TaskFailure error) {

    /** An item that succeeded. */
    public static <R> WaveAnswer<R> done(String key, R result) {
        return new WaveAnswer<>(key, result, null);
    }

    /** An item that failed; the others of its wave go on. */
    public static <R> WaveAnswer<R> failed(String key, TaskFailure error) {
        return new WaveAnswer<>(key, null, error);
    }
}

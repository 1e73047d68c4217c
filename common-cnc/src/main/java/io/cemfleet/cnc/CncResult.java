package io.cemfleet.cnc;

import java.util.Optional;
import java.util.function.Function;

/**
 * The outcome of one call to the controller. Expected failures are values, not exceptions.
 *
 * @param <T> what a good answer holds
 */
public sealed interface CncResult<T> {

    /** A good answer. */
    record Ok<T>(T value) implements CncResult<T> {}

    /** The controller works, and the requested object does not exist (its 409 {@code data-missing}, NSO's 404). */
    record NotFound<T>(String what) implements CncResult<T> {}

    /**
     * The controller understood the request and refused it: a 400, a failure inside a 200, an operation's empty 500. A
     * repetition does not help.
     *
     * @param code the vendor's error tag, or {@code failure}, or {@code empty_500}
     */
    record Refused<T>(String code, String message) implements CncResult<T> {}

    /** The controller still answers 403 after one new login: the account lacks the role, or the path is unknown. */
    record Forbidden<T>(String message) implements CncResult<T> {}

    /**
     * The controller gave no usable answer: no connection, a deadline, a 5xx, an answer that cannot be read.
     *
     * @param retryable whether the same call may succeed later
     */
    record Unavailable<T>(String reason, boolean retryable) implements CncResult<T> {}

    static <T> CncResult<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> CncResult<T> notFound(String what) {
        return new NotFound<>(what);
    }

    static <T> CncResult<T> refused(String code, String message) {
        return new Refused<>(code, message);
    }

    static <T> CncResult<T> unavailable(String reason, boolean retryable) {
        return new Unavailable<>(reason, retryable);
    }

    default boolean isOk() {
        return this instanceof Ok<T>;
    }

    /** The value of a good answer; use a switch where the kind of failure matters. */
    default Optional<T> optional() {
        return this instanceof Ok<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    default <R> CncResult<R> map(Function<? super T, ? extends R> mapping) {
        return flatMap(value -> new Ok<>(mapping.apply(value)));
    }

    default <R> CncResult<R> flatMap(Function<? super T, CncResult<R>> mapping) {
        return switch (this) {
            case Ok<T>(T value) -> mapping.apply(value);
            case NotFound<T>(String what) -> new NotFound<>(what);
            case Refused<T>(String code, String message) -> new Refused<>(code, message);
            case Forbidden<T>(String message) -> new Forbidden<>(message);
            case Unavailable<T>(String reason, boolean retryable) -> new Unavailable<>(reason, retryable);
        };
    }

    /** The kind of outcome as a short code: ok, not_found, refused, forbidden, unavailable. */
    default String code() {
        return switch (this) {
            case Ok<T> ok -> "ok";
            case NotFound<T> notFound -> "not_found";
            case Refused<T> refused -> "refused";
            case Forbidden<T> forbidden -> "forbidden";
            case Unavailable<T> unavailable -> "unavailable";
        };
    }

    /** The reason of a failure in one line, for logs and errors; {@code ok} for a good answer. */
    default String reason() {
        return switch (this) {
            case Ok<T> ok -> "ok";
            case NotFound<T>(String what) -> what + " does not exist";
            case Refused<T>(String code, String message) -> code + ": " + message;
            case Forbidden<T>(String message) -> "forbidden: " + message;
            case Unavailable<T>(String reason, boolean retryable) -> reason;
        };
    }

    /** Whether the same call may succeed later; only an unavailable controller is worth a retry. */
    default boolean retryable() {
        return this instanceof Unavailable<T>(String reason, boolean retryable) && retryable;
    }
}

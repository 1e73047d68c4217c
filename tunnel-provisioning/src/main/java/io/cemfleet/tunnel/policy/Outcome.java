package io.cemfleet.tunnel.policy;

import java.util.function.Function;

/** What came of a step. */
public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    record Failed<T>(Failure failure) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> failed(FailureCode code, String message) {
        return new Failed<>(Failure.of(code, message));
    }

    static <T> Outcome<T> failed(Failure failure) {
        return new Failed<>(failure);
    }

    /** Goes on with the value, or stays failed. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Failed<T>(Failure failure) -> new Failed<>(failure);
        };
    }

    default <R> Outcome<R> map(Function<? super T, ? extends R> mapping) {
        return then(value -> new Done<>(mapping.apply(value)));
    }
}

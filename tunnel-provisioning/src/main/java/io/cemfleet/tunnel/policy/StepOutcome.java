package io.cemfleet.tunnel.policy;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import java.util.function.Function;

/** The outcome of a step. */
public sealed interface StepOutcome<T> {

    record Done<T>(T value) implements StepOutcome<T> {}

    record Failed<T>(StepFailure failure) implements StepOutcome<T> {}

    static <T> StepOutcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> StepOutcome<T> failed(TunnelFailureCode code, String message) {
        return new Failed<>(StepFailure.of(code, message));
    }

    static <T> StepOutcome<T> failed(StepFailure failure) {
        return new Failed<>(failure);
    }

    /** Goes on with the value, or stays failed. */
    default <R> StepOutcome<R> then(Function<? super T, StepOutcome<R>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Failed<T>(StepFailure failure) -> new Failed<>(failure);
        };
    }

    default <R> StepOutcome<R> map(Function<? super T, ? extends R> mapping) {
        return then(value -> new Done<>(mapping.apply(value)));
    }
}

package io.cemfleet.pca.session;

import java.util.Optional;
import java.util.function.Function;

/** The answer of PCA. A failure is never an empty list. */
public sealed interface PcaResult<T> {

    record Ok<T>(T value) implements PcaResult<T> {}

    /** @param status HTTP status, 0 when there was no answer */
    record Failed<T>(int status, String reason) implements PcaResult<T> {}

    default <R> PcaResult<R> map(Function<T, R> mapping) {
        return switch (this) {
            case Ok<T>(T value) -> new Ok<>(mapping.apply(value));
            case Failed<T>(int status, String reason) -> new Failed<>(status, reason);
        };
    }

    default <R> PcaResult<R> flatMap(Function<T, PcaResult<R>> mapping) {
        return switch (this) {
            case Ok<T>(T value) -> mapping.apply(value);
            case Failed<T>(int status, String reason) -> new Failed<>(status, reason);
        };
    }

    default Optional<T> optional() {
        return this instanceof Ok<T>(T value) ? Optional.of(value) : Optional.empty();
    }
}

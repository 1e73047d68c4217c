package io.cemfleet.tunnel.policy;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import java.util.function.Function;

/**
 * The outcome of a step. A flow takes the value and goes on, or ends with the same failure:
 *
 * <pre>
 * StepOutcome&lt;Tunnel&gt; admitted = admission.admit(request, attempt);
 * if (!(admitted instanceof Done(Tunnel tunnel))) {
 *     return admitted.asFailure();
 * }
 * </pre>
 */
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

    /**
     * The failure of this step as the outcome of the flow that it ends.
     *
     * @throws IllegalStateException when it did not fail
     */
    default <R> StepOutcome<R> asFailure() {
        return switch (this) {
            case Done<T> done -> throw new IllegalStateException("the step succeeded");
            case Failed<T>(StepFailure failure) -> new Failed<>(failure);
        };
    }

    /** The value as another one; a failure stays as it is. */
    default <R> StepOutcome<R> map(Function<? super T, ? extends R> mapping) {
        return switch (this) {
            case Done<T>(T value) -> new Done<>(mapping.apply(value));
            case Failed<T>(StepFailure failure) -> new Failed<>(failure);
        };
    }
}

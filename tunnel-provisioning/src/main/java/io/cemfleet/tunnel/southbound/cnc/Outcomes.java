package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.tunnel.policy.Failure;
import io.cemfleet.tunnel.policy.FailureCode;
import io.cemfleet.tunnel.policy.Outcome;
import java.util.Optional;

/** The controller's results as outcomes. */
final class Outcomes {

    private Outcomes() {}

    static <T> Outcome<T> of(CncResult<T> result) {
        return switch (result) {
            case CncResult.Ok<T>(T value) -> Outcome.done(value);
            case CncResult.NotFound<T> notFound -> Outcome.failed(FailureCode.CNC_REFUSED, notFound.reason());
            case CncResult.Refused<T> refused -> Outcome.failed(FailureCode.CNC_REFUSED, refused.reason());
            case CncResult.Forbidden<T> forbidden -> Outcome.failed(FailureCode.CNC_FORBIDDEN, forbidden.reason());
            case CncResult.Unavailable<T>(String reason, boolean retryable) ->
                Outcome.failed(new Failure(FailureCode.CNC_UNAVAILABLE, reason, retryable));
        };
    }

    /** Not being there is an answer. */
    static <T> Outcome<Optional<T>> maybe(CncResult<T> result) {
        return result instanceof CncResult.NotFound<T>
                ? Outcome.done(Optional.empty())
                : of(result).map(Optional::of);
    }

    /** True when it was there. */
    static <T> Outcome<Boolean> gone(CncResult<T> result) {
        return maybe(result).map(Optional::isPresent);
    }
}

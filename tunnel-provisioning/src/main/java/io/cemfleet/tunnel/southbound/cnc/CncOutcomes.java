package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import java.util.Optional;

/** Maps the controller's results to outcomes. */
final class CncOutcomes {

    private CncOutcomes() {}

    static <T> StepOutcome<T> of(CncResult<T> result) {
        return switch (result) {
            case CncResult.Ok<T>(T value) -> StepOutcome.done(value);
            case CncResult.NotFound<T> notFound -> StepOutcome.failed(TunnelFailureCode.CNC_REFUSED, notFound.reason());
            case CncResult.Refused<T> refused -> StepOutcome.failed(TunnelFailureCode.CNC_REFUSED, refused.reason());
            case CncResult.Forbidden<T> forbidden ->
                StepOutcome.failed(TunnelFailureCode.CNC_FORBIDDEN, forbidden.reason());
            case CncResult.Unavailable<T>(String reason, boolean retryable) ->
                StepOutcome.failed(new StepFailure(TunnelFailureCode.CNC_UNAVAILABLE, reason, retryable));
        };
    }

    /** Not being there is an answer. */
    static <T> StepOutcome<Optional<T>> maybe(CncResult<T> result) {
        return result instanceof CncResult.NotFound<T>
                ? StepOutcome.done(Optional.empty())
                : of(result).map(Optional::of);
    }

    /** True when it was there. */
    static <T> StepOutcome<Boolean> gone(CncResult<T> result) {
        return maybe(result).map(Optional::isPresent);
    }
}

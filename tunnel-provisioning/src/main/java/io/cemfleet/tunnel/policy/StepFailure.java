package io.cemfleet.tunnel.policy;

import io.cemfleet.a2a.contract.TunnelFailureCode;

/** An expected failure, with its evidence in the message. */
public record StepFailure(TunnelFailureCode code, String message, boolean retryable) {

    public static StepFailure of(TunnelFailureCode code, String message) {
        return new StepFailure(code, message, code.retryable());
    }
}

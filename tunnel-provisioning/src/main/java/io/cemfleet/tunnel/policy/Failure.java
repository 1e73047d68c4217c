package io.cemfleet.tunnel.policy;

/** An expected failure, with its evidence in the message. */
public record Failure(FailureCode code, String message, boolean retryable) {

    public static Failure of(FailureCode code, String message) {
        return new Failure(code, message, code.retryable());
    }
}

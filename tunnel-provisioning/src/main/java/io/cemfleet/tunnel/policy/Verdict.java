package io.cemfleet.tunnel.policy;

/** What the controls say of a write; each is kept. */
public sealed interface Verdict {

    record Allowed() implements Verdict {}

    record Refused(FailureCode code, String reason) implements Verdict {}

    /** One line for the tunnel's row. */
    default String text() {
        return switch (this) {
            case Allowed allowed -> "allowed";
            case Refused(FailureCode code, String reason) -> "refused by " + code.wire() + ": " + reason;
        };
    }

    /** The value when it is allowed, else the failure. */
    default <T> Outcome<T> then(java.util.function.Supplier<Outcome<T>> work) {
        return switch (this) {
            case Allowed allowed -> work.get();
            case Refused(FailureCode code, String reason) -> Outcome.failed(code, reason);
        };
    }
}

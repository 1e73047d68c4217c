package io.cemfleet.tunnel.policy;

import io.cemfleet.a2a.contract.TunnelFailureCode;

/** The verdict of the controls on a write; each verdict is stored. */
public sealed interface WriteVerdict {

    record Allowed() implements WriteVerdict {}

    record Refused(TunnelFailureCode code, String reason) implements WriteVerdict {}

    /** One line for the tunnel's row. */
    default String text() {
        return switch (this) {
            case Allowed allowed -> "allowed";
            case Refused(TunnelFailureCode code, String reason) -> "refused by " + code.wire() + ": " + reason;
        };
    }
}

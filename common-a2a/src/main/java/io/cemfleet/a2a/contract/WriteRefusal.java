package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A control by which tunnel-provisioning refuses a write until an operator lifts it or decides. */
public enum WriteRefusal {
    /** The global stop holds. */
    AUTOMATION_STOPPED,
    /** A change freeze covers a router that the write touches, or the whole network. */
    CHANGE_FREEZE,
    /** The write would move traffic from, to or across a protected router. */
    PROTECTED_NODE,
    /** The write would exceed what automation may hold or change. */
    CAP_EXCEEDED,
    /** The incident's mode requires an operator's approval, and there is none. */
    APPROVAL_MISSING;

    /** The refusal that an error code of tunnel-provisioning stands for; empty for every other code. */
    public static Optional<WriteRefusal> of(String wire) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.wire().equals(wire))
                .findFirst();
    }

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Why a service's traffic is not on its tunnel: the tunnel cannot take it, the write failed, or its protection is not
 * that far.
 */
public sealed interface UnsteeredReason
        permits NotSteeredReason, TunnelFailureCode, ProtectionStatus, UnsteeredReason.Pending, UnsteeredReason.Other {

    /** The value on the wire. */
    @JsonValue
    String wire();

    /** The reason of a text on the wire. */
    @JsonCreator
    static UnsteeredReason of(String wire) {
        NotSteeredReason service = NotSteeredReason.of(wire);
        if (service != NotSteeredReason.UNKNOWN) {
            return service;
        }
        ProtectionStatus protection = ProtectionStatus.of(wire);
        if (protection != ProtectionStatus.UNKNOWN) {
            return protection;
        }
        Optional<TunnelFailureCode> failure = TunnelFailureCode.of(wire);
        if (failure.isPresent()) {
            return failure.get();
        }
        return wire.equals(Pending.PENDING.wire()) ? Pending.PENDING : new Other(wire);
    }

    /** Steering is still tried. */
    enum Pending implements UnsteeredReason {
        PENDING;

        @Override
        @JsonValue
        public String wire() {
            return "pending";
        }
    }

    /** A code of the transport, of another agent or of a newer version. */
    record Other(@JsonValue String wire) implements UnsteeredReason {}
}

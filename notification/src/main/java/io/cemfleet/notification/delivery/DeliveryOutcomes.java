package io.cemfleet.notification.delivery;

import io.cemfleet.a2a.contract.ChannelOutcome;

/** The words of the column {@code outcome}. */
final class DeliveryOutcomes {
    static final String PENDING = "pending";
    static final String SENT = "sent";
    static final String SKIPPED = "skipped";
    static final String FAILED = "failed";

    private DeliveryOutcomes() {}

    /** Not sent yet is not sent: a pending delivery is told as failed, with the reason that it is tried again. */
    static ChannelOutcome onTheWire(String outcome) {
        return switch (outcome) {
            case SENT -> ChannelOutcome.SENT;
            case SKIPPED -> ChannelOutcome.SKIPPED;
            default -> ChannelOutcome.FAILED;
        };
    }
}

package io.cemfleet.notification.delivery;

import io.cemfleet.a2a.contract.ChannelOutcome;

/** The values of the column {@code outcome}. */
final class DeliveryOutcomes {
    static final String PENDING = "pending";
    static final String SENT = "sent";
    static final String SKIPPED = "skipped";
    static final String FAILED = "failed";

    private DeliveryOutcomes() {}

    /** A pending delivery is not sent yet: it is reported as failed, with the reason that it is retried. */
    static ChannelOutcome onTheWire(String outcome) {
        return switch (outcome) {
            case SENT -> ChannelOutcome.SENT;
            case SKIPPED -> ChannelOutcome.SKIPPED;
            default -> ChannelOutcome.FAILED;
        };
    }
}

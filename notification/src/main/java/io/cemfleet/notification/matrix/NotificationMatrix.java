package io.cemfleet.notification.matrix;

import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import java.util.EnumSet;
import java.util.Set;

/** The matrix: its row is the higher of the incident's peak severity and its highest affected tier. */
public final class NotificationMatrix {
    private NotificationMatrix() {}

    /** The channels of a row: all three from the top, without ServiceNow for medium, e-mail alone for low. */
    public static Set<NotificationChannel> channels(Severity severity, SlaTier tier) {
        return switch (severity.or(row(tier))) {
            case CRITICAL, HIGH -> EnumSet.allOf(NotificationChannel.class);
            case MEDIUM -> EnumSet.of(NotificationChannel.WEBEX, NotificationChannel.EMAIL);
            case LOW -> EnumSet.of(NotificationChannel.EMAIL);
        };
    }

    private static Severity row(SlaTier tier) {
        return switch (tier.effective()) {
            case PLATINUM -> Severity.CRITICAL;
            case SILVER -> Severity.MEDIUM;
            case BRONZE -> Severity.LOW;
            case GOLD, UNKNOWN -> Severity.HIGH;
        };
    }
}

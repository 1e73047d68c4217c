package io.cemfleet.cnc.alarm;

import java.util.Locale;

/** The controller's perceived severities, and the fleet's names for them. */
public enum AlarmSeverity {
    CRITICAL("critical"),
    MAJOR("high"),
    MINOR("medium"),
    WARNING("low"),
    INDETERMINATE("low"),
    CLEARED("low");

    private final String fleet;

    AlarmSeverity(String fleet) {
        this.fleet = fleet;
    }

    /** critical, high, medium or low. */
    public String severity() {
        return fleet;
    }

    static AlarmSeverity of(String wire) {
        return switch (wire.toLowerCase(Locale.ROOT)) {
            case "critical" -> CRITICAL;
            case "major" -> MAJOR;
            case "minor" -> MINOR;
            case "warning" -> WARNING;
            case "cleared", "clear" -> CLEARED;
            default -> INDETERMINATE;
        };
    }
}

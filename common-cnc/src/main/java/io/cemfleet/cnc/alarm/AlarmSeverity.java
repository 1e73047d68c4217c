package io.cemfleet.cnc.alarm;

import java.util.Locale;
import java.util.Optional;

/** The controller's perceived severities, and the fleet's names for them. */
public enum AlarmSeverity {
    CRITICAL("critical"),
    MAJOR("high"),
    MINOR("medium"),
    WARNING("low"),
    INDETERMINATE("low"),
    /** An event that is not a fault, such as a saved configuration. */
    INFORMATION("low"),
    CLEARED("low");

    private final String fleet;

    AlarmSeverity(String fleet) {
        this.fleet = fleet;
    }

    /** critical, high, medium or low. */
    public String severity() {
        return fleet;
    }

    /** The severity of this name, in any case; empty for any other word, which means neither a fault nor its end. */
    public static Optional<AlarmSeverity> of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "critical" -> Optional.of(CRITICAL);
            case "major" -> Optional.of(MAJOR);
            case "minor" -> Optional.of(MINOR);
            case "warning" -> Optional.of(WARNING);
            case "indeterminate" -> Optional.of(INDETERMINATE);
            case "information", "informational", "info" -> Optional.of(INFORMATION);
            case "cleared", "clear", "normal" -> Optional.of(CLEARED);
            default -> Optional.empty();
        };
    }
}

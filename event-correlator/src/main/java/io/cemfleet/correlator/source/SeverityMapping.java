package io.cemfleet.correlator.source;

import io.cemfleet.a2a.contract.Severity;
import java.util.Optional;

/** Maps the sources' severities to the fleet's. */
public final class SeverityMapping {

    private SeverityMapping() {}

    /** How far a reading is over its threshold: twice is critical, by a half high, by a fifth medium. */
    public static Severity ofRatio(double value, double threshold) {
        if (threshold <= 0) {
            return value > 0 ? Severity.CRITICAL : Severity.LOW;
        }
        double ratio = value / threshold;
        if (ratio >= 2.0) {
            return Severity.CRITICAL;
        }
        if (ratio >= 1.5) {
            return Severity.HIGH;
        }
        return ratio >= 1.2 ? Severity.MEDIUM : Severity.LOW;
    }

    /** Severity words of Prometheus rules, in lower case; empty for a word that does not describe a fault. */
    public static Optional<Severity> ofWord(String word) {
        return switch (word) {
            case "critical", "page", "emergency" -> Optional.of(Severity.CRITICAL);
            case "major", "high", "error" -> Optional.of(Severity.HIGH);
            case "minor", "medium" -> Optional.of(Severity.MEDIUM);
            case "low", "warning", "warn", "indeterminate" -> Optional.of(Severity.LOW);
            default -> Optional.empty();
        };
    }

    /** Whether a word, in lower case, stands for an event that is no fault. */
    public static boolean isInformation(String word) {
        return switch (word) {
            case "information", "informational", "info", "none" -> true;
            default -> false;
        };
    }
}

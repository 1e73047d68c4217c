package io.cemfleet.correlator.source;

import io.cemfleet.a2a.contract.Severity;

/** The sources' severities in the fleet's words. */
public final class Severities {

    private Severities() {}

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

    /** CNC's words, and those of rules that people write for Prometheus. */
    public static Severity ofWord(String word) {
        return switch (word) {
            case "critical", "page", "emergency" -> Severity.CRITICAL;
            case "major", "high", "error" -> Severity.HIGH;
            case "minor", "medium" -> Severity.MEDIUM;
            default -> Severity.LOW;
        };
    }
}

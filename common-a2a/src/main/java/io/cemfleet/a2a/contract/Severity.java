package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The severity, the same four words everywhere; ordered from worst to least. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean worseThan(Severity other) {
        return ordinal() < other.ordinal();
    }

    /** The worse of the two. */
    public Severity or(Severity other) {
        return worseThan(other) ? this : other;
    }
}

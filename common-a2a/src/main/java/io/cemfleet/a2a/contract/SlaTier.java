package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The SLA tier of a customer's service, highest first. An unknown tier is treated as gold. */
public enum SlaTier {
    PLATINUM,
    GOLD,
    SILVER,
    BRONZE,
    UNKNOWN;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tier whose rules apply. */
    public SlaTier effective() {
        return this == UNKNOWN ? GOLD : this;
    }

    public boolean higherThan(SlaTier other) {
        return effective().ordinal() < other.effective().ordinal();
    }

    /** The higher of the two. */
    public SlaTier or(SlaTier other) {
        return other.higherThan(this) ? other : this;
    }
}

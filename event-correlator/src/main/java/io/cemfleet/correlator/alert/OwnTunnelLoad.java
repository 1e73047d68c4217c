package io.cemfleet.correlator.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The part of the fleet's own tunnels in an alert, as measured when the alert was taken in.
 *
 * @param tunnelIds of the tunnels that the alert is attributed to, sorted; empty where it no longer is
 * @param utilisation of the fuller direction that carries them, 0 to 1, a forecast's where that is higher; absent where
 *     it is not measured
 * @param full whether that is at or above the threshold; a forecast below it is attributed too, without any action yet
 * @param reading when the load could be read
 */
public record OwnTunnelLoad(List<String> tunnelIds, @Nullable Double utilisation, boolean full, Reading reading) {

    /** When the load of the link could be read. */
    public enum Reading {
        /** While the alert was taken in. */
        IN_TIME,
        /** Not yet, so the alert counts as a fault. */
        PENDING,
        /** After the alert had been counted as a fault. */
        LATE;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** It could not be read in time. */
    public static final OwnTunnelLoad PENDING = new OwnTunnelLoad(List.of(), null, false, Reading.PENDING);

    /** The tunnels left, or do not fill the link any more. */
    public static final OwnTunnelLoad NO_LONGER = new OwnTunnelLoad(List.of(), null, false);

    public OwnTunnelLoad {
        tunnelIds = tunnelIds == null ? List.of() : List.copyOf(tunnelIds);
        reading = reading == null ? Reading.IN_TIME : reading;
    }

    public OwnTunnelLoad(List<String> tunnelIds, @Nullable Double utilisation, boolean full) {
        this(tunnelIds, utilisation, full, Reading.IN_TIME);
    }

    /** The same, found after the alert had been counted as a fault. */
    public OwnTunnelLoad late() {
        return new OwnTunnelLoad(tunnelIds, utilisation, full, Reading.LATE);
    }

    @JsonIgnore
    public boolean isPending() {
        return reading == Reading.PENDING;
    }

    @JsonIgnore
    public boolean isLate() {
        return reading == Reading.LATE;
    }

    @JsonIgnore
    public boolean isOurs() {
        return !tunnelIds.isEmpty();
    }

    /** Whether it names the same tunnels in the same way; figures may differ. */
    public boolean sameAs(@Nullable OwnTunnelLoad other) {
        return other != null && full == other.full && tunnelIds.equals(other.tunnelIds);
    }
}

package io.cemfleet.correlator.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet's own tunnels have to do with an alert, as it was measured when the alert was taken in.
 *
 * @param tunnelIds of the tunnels that the alert is attributed to, sorted; empty where it no longer is
 * @param utilisation of the fuller direction that carries them, 0 to 1, a forecast's where that is higher; absent where it
 *     is not measured
 * @param full whether that is at or above the threshold; a forecast below it is attributed too, and nothing is done yet
 */
public record OwnLoad(List<String> tunnelIds, @Nullable Double utilisation, boolean full) {
    /** The tunnels left, or do not fill the link any more. */
    public static final OwnLoad NO_LONGER = new OwnLoad(List.of(), null, false);

    public OwnLoad {
        tunnelIds = tunnelIds == null ? List.of() : List.copyOf(tunnelIds);
    }

    @JsonIgnore
    public boolean isOurs() {
        return !tunnelIds.isEmpty();
    }

    /** Whether it says the same of whom and how; figures may differ. */
    public boolean sameAs(@Nullable OwnLoad other) {
        return other != null && full == other.full && tunnelIds.equals(other.tunnelIds);
    }
}

package io.cemfleet.traffic.demand;

import java.util.Locale;

/**
 * How much traffic there is.
 *
 * @param mbps Mbit/s
 * @param errorMbps half the width of what is not known
 */
public record TrafficDemand(DemandKey key, double mbps, double errorMbps, DemandMethod method) {

    /** Where the figure comes from. */
    public enum DemandMethod {
        /** A policy is measured to carry it. */
        MEASURED,
        /** What was sold, lowered to what the links on its way measure. */
        FITTED,
        /** What was sold: nothing on its way is measured. */
        COMMITTED;

        /** The value on the wire. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

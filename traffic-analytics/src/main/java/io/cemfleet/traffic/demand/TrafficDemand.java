package io.cemfleet.traffic.demand;

import java.util.Locale;

/**
 * Traffic between two routers.
 *
 * @param mbps Mbit/s
 * @param errorMbps half the width of the uncertainty
 */
public record TrafficDemand(DemandKey key, double mbps, double errorMbps, DemandMethod method) {

    /** The source of the figure. */
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

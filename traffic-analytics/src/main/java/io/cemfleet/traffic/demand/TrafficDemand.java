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
        /** The measured load of a policy. */
        MEASURED,
        /** The sold bandwidth, lowered to the measured load of the links on its route. */
        FITTED,
        /** The sold bandwidth, since no link on its route is measured. */
        COMMITTED;

        /** The value on the wire. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package io.cemfleet.tunnel.policy;

/**
 * How much automation may hold and change at a time.
 *
 * @param maxTunnels that hold resources, in all
 * @param maxTunnelsPerHeadEnd that hold resources at one head-end
 * @param maxServices distinct ones that tunnels carry or are to carry
 * @param maxGbps demand of those tunnels, Gbit/s
 * @param maxChangesPerHeadEndAndHour admitted writes of any kind in the last 60 minutes
 * @param assumedDemandMbps the demand that counts for a tunnel without a known demand, Mbit/s
 */
public record AutomationCaps(
        int maxTunnels,
        int maxTunnelsPerHeadEnd,
        int maxServices,
        double maxGbps,
        int maxChangesPerHeadEndAndHour,
        double assumedDemandMbps) {}

package io.cemfleet.tunnel.policy;

/**
 * How much automation may hold and do at a time.
 *
 * @param maxTunnels that hold resources, in all
 * @param maxTunnelsPerHeadEnd that hold resources at one head-end
 * @param maxServices distinct ones that tunnels carry or are to carry
 * @param maxGbps demand of those tunnels, Gbit/s
 * @param maxChangesPerHeadEndAndHour admitted writes of any kind in the last 60 minutes
 * @param assumedDemandMbps what a tunnel counts whose demand nobody told, Mbit/s
 */
public record AutomationCaps(
        int maxTunnels,
        int maxTunnelsPerHeadEnd,
        int maxServices,
        double maxGbps,
        int maxChangesPerHeadEndAndHour,
        double assumedDemandMbps) {}

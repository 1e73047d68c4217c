package io.cemfleet.lab.network;

import java.util.Set;

/**
 * An undirected link with its two directions.
 *
 * @param index its number in the topology, from 0
 * @param id both ends' ids in order, joined by a hyphen; parallels end in -2, -3
 * @param forward from the end whose id sorts first
 * @param reverse from the other end
 * @param capacityMbps in each direction
 * @param delayMs static one-way delay, as advertised
 * @param srlgs shared risk link groups
 * @param affinities administrative group, a bit mask (RFC 5305)
 */
public record LabLink(
        int index,
        String id,
        DirectedLink forward,
        DirectedLink reverse,
        double capacityMbps,
        double delayMs,
        Set<Integer> srlgs,
        int affinities) {

    public LabLink {
        srlgs = Set.copyOf(srlgs);
    }
}

package io.cemfleet.lab.network;

import org.jspecify.annotations.Nullable;

/**
 * A router with its segment routing capabilities (RFC 8402).
 *
 * @param index its number in the topology, from 0
 * @param id slug, unique: lower-case letters and digits
 * @param hostname as CNC and NSO know it; its lower case is the id
 * @param routerId TE router-id and loopback address
 * @param position its position, unknown for some routers of a GraphML file
 * @param sidIndex index of its node SID in the SRGB
 */
public record LabRouter(
        int index, String id, String hostname, String routerId, @Nullable GeoPosition position, int sidIndex) {

    public static final int SRGB_LOWER = 16000;
    public static final int SRGB_UPPER = 23999;
    public static final int SRLB_LOWER = 24000;
    public static final int SRLB_UPPER = 24999;
    /** Adjacency SIDs, and binding SIDs that the head-end chooses, come from above the SRLB. */
    public static final int DYNAMIC_LOWER = 25000;

    public static final int DYNAMIC_UPPER = 1048575;
    /** The maximum number of labels that the router can push. */
    public static final int MAXIMUM_SID_DEPTH = 10;

    /** The label of the node SID. */
    public int nodeSid() {
        return SRGB_LOWER + sidIndex;
    }
}

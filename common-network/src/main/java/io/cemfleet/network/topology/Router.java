package io.cemfleet.network.topology;

import org.jspecify.annotations.Nullable;

/**
 * A router. The controller does not know its position.
 *
 * @param id lower-case slug, the fleet's name for it
 * @param hostname the controller's node id and NSO's device name
 * @param routerId TE router id, an IPv4 address
 * @param srgb global label block, absent where the router does no SR-MPLS
 * @param srlb local label block, absent where none is reported
 * @param msd maximum SID depth, absent where none is reported
 * @param nodeSid absolute label of its prefix SID (algorithm 0), absent where it has none
 */
public record Router(
        String id,
        String hostname,
        String routerId,
        @Nullable LabelRange srgb,
        @Nullable LabelRange srlb,
        @Nullable Integer msd,
        @Nullable Integer nodeSid) {}

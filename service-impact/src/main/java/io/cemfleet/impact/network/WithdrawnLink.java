package io.cemfleet.impact.network;

import java.time.Instant;

/**
 * A link that left the topology.
 *
 * @param network the last network that had it
 * @param goneAt when it was first missing
 */
record WithdrawnLink(SeenNetwork network, Instant goneAt) {}

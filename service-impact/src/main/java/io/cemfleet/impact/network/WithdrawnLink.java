package io.cemfleet.impact.network;

import java.time.Instant;

/**
 * A link that left the topology.
 *
 * @param network in which it was seen last
 * @param goneAt when it was first found missing
 */
record WithdrawnLink(SeenNetwork network, Instant goneAt) {}

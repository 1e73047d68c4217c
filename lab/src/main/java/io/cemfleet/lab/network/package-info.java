/**
 * The simulated carrier network: routers, links, segment routing policies, VPN services and the traffic that follows
 * them. Plain Java, without Spring: {@link io.cemfleet.lab.network.LabNetwork} takes the changes one at a time, and
 * everybody reads the immutable {@link io.cemfleet.lab.network.NetworkState}.
 */
@NullMarked
package io.cemfleet.lab.network;

import org.jspecify.annotations.NullMarked;

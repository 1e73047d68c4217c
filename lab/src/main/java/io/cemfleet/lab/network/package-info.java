/**
 * The simulated carrier network: routers, links, segment routing policies, VPN services and the traffic that follows
 * them. Plain Java, without Spring: {@link io.cemfleet.lab.network.LabNetwork} applies changes one at a time, and all
 * readers use the immutable {@link io.cemfleet.lab.network.NetworkState}.
 */
@NullMarked
package io.cemfleet.lab.network;

import org.jspecify.annotations.NullMarked;

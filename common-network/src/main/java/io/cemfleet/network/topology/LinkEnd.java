package io.cemfleet.network.topology;

import org.jspecify.annotations.Nullable;

/**
 * One end of a link.
 *
 * @param node router slug
 * @param interfaceName as the router names it
 * @param address IPv4 address of the interface, absent where none is reported
 */
public record LinkEnd(String node, String interfaceName, @Nullable String address) {}

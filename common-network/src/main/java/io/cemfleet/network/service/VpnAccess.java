package io.cemfleet.network.service;

import org.jspecify.annotations.Nullable;

/**
 * The access by which a customer's site connects to the network.
 *
 * @param address the provider's side, IPv4
 * @param inboundMbps committed from the customer ({@code ce-to-pe-bandwidth})
 * @param outboundMbps committed to the customer ({@code pe-to-ce-bandwidth})
 */
public record VpnAccess(
        String id,
        String interfaceName,
        @Nullable String address,
        @Nullable Integer prefixLength,
        @Nullable Double inboundMbps,
        @Nullable Double outboundMbps) {}

package io.cemfleet.lab.network;

/**
 * The attachment of a customer's site to a VPN service.
 *
 * @param node id of the router
 * @param accessId id of the network access, unique in the service
 * @param interfaceName the access interface on the router
 * @param address the router's address towards the customer, with a prefix length of 30
 * @param committedMbps bandwidth in each direction
 */
public record ServiceAttachment(
        String node, String accessId, String interfaceName, String address, double committedMbps) {}

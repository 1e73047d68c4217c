package io.cemfleet.enhancement.stage;

import java.net.InetAddress;
import java.util.List;

/**
 * The part of the network that a tenant owns. Incidents are looked up for that part only, so a tenant that owns nothing
 * sees none.
 *
 * @param customers as the network's services name them
 * @param services ids of services
 * @param prefixes of its addresses, in CIDR notation
 * @param everything true for the provider's own service desk: everything that a ticket names is looked up, regardless
 *     of its owner
 */
public record NetworkOwnership(
        List<String> customers, List<String> services, List<String> prefixes, boolean everything) {
    public static final NetworkOwnership NOTHING = new NetworkOwnership(List.of(), List.of(), List.of(), false);

    public NetworkOwnership {
        customers = List.copyOf(customers);
        services = List.copyOf(services);
        prefixes = List.copyOf(prefixes);
    }

    /** Whether an address, given as a literal, lies in one of the prefixes. */
    public boolean holds(String address) {
        InetAddress literal = InetAddress.ofLiteral(address);
        return prefixes.stream()
                .flatMap(prefix -> AddressPrefix.parse(prefix).stream())
                .anyMatch(prefix -> prefix.holds(literal));
    }
}

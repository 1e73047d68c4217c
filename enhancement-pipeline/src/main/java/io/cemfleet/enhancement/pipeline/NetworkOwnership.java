package io.cemfleet.enhancement.pipeline;

import java.net.InetAddress;
import java.util.List;

/**
 * What of the network belongs to a tenant. Incidents are looked up for that alone, so a tenant that owns nothing is shown
 * none.
 *
 * @param customers as the network's services name them
 * @param services ids of services
 * @param prefixes of its addresses, in CIDR notation
 * @param everything true for the provider's own service desk: what a ticket names is looked up, whoever it belongs to
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

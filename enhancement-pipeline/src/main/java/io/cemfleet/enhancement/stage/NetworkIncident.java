package io.cemfleet.enhancement.stage;

import java.util.List;

/**
 * An incident of the network itself.
 *
 * @param doing what the fleet is doing about it
 */
public record NetworkIncident(
        String incidentId, String status, String severity, String summary, String doing, List<String> services) {

    public NetworkIncident {
        services = List.copyOf(services);
    }
}

package io.cemfleet.cnc.nso;

import java.util.List;

/**
 * A route policy that colours exported routes.
 *
 * @param color 1 to 2^31-1; the first where several are configured
 * @param routeDistinguishers that it applies to; empty: all
 */
public record RoutePolicy(String name, int color, List<String> routeDistinguishers) {

    public RoutePolicy {
        routeDistinguishers = List.copyOf(routeDistinguishers);
    }
}

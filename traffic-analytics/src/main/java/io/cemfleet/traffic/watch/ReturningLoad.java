package io.cemfleet.traffic.watch;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The load that the fleet's tunnels divert from links, and that returns when they are removed.
 *
 * @param utilisation of the fuller direction, 0 to 1 and above, by link id
 * @param unknown links for which it is not known
 * @param complete false when the tunnels could not be read: then it is not known for any link
 */
record ReturningLoad(Map<String, Double> utilisation, Set<String> unknown, boolean complete) {
    static final ReturningLoad UNKNOWN = new ReturningLoad(Map.of(), Set.of(), false);

    /** The returning load of a link, zero where none is diverted; empty where it is unknown. */
    OptionalDouble to(String linkId) {
        return !complete || unknown.contains(linkId)
                ? OptionalDouble.empty()
                : OptionalDouble.of(utilisation.getOrDefault(linkId, 0.0));
    }
}

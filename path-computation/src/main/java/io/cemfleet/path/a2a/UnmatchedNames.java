package io.cemfleet.path.a2a;

import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.cnc.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names in a request that match nothing in the topology. A link that failed may be missing from it, so an unmatched name is
 * a warning; a link that is there under its ends in the other order is a mistake.
 *
 * @param warnings one a name
 * @param mistaken what is wrong with the first name that was never a link, null when there is none
 */
record UnmatchedNames(List<String> warnings, @Nullable String mistaken) {

    static UnmatchedNames of(NetworkTopology topology, ComputePath.Request request) {
        var warnings = new ArrayList<String>();
        var avoid = request.avoid();
        for (var link : present(avoid == null ? null : avoid.links())) {
            var meant = topology.knows(link) ? null : otherWayRound(topology, link);
            if (meant != null) {
                return new UnmatchedNames(List.of(), "unknown link %s; %s is in the topology".formatted(link, meant));
            }
            warn(warnings, "avoid.links", link, topology.knows(link));
        }
        for (var node : present(avoid == null ? null : avoid.nodes())) {
            warn(warnings, "avoid.nodes", node, topology.find(node).isPresent());
        }
        for (var link : present(request.disjointFrom())) {
            warn(warnings, "disjoint_from", link, topology.knows(link));
        }
        return new UnmatchedNames(List.copyOf(warnings), null);
    }

    private static void warn(List<String> warnings, String field, String name, boolean known) {
        if (!known) {
            warnings.add("%s: unknown name %s".formatted(field, name));
        }
    }

    /** The link whose id has the same ends in the other order, with the same number of a parallel. */
    private static @Nullable String otherWayRound(NetworkTopology topology, String name) {
        for (var number : List.of("", parallelNumber(name))) {
            var ends = name.substring(0, name.length() - number.length());
            for (int hyphen = ends.indexOf('-'); hyphen >= 0; hyphen = ends.indexOf('-', hyphen + 1)) {
                var turned = ends.substring(hyphen + 1) + '-' + ends.substring(0, hyphen) + number;
                if (topology.knows(turned)) {
                    return turned;
                }
            }
        }
        return null;
    }

    /** {@code -2} of {@code a-z-2}, empty where the name ends otherwise. */
    private static String parallelNumber(String name) {
        int hyphen = name.lastIndexOf('-');
        boolean numbered = hyphen > 0
                && hyphen + 1 < name.length()
                && name.substring(hyphen + 1).chars().allMatch(c -> c >= '0' && c <= '9');
        return numbered ? name.substring(hyphen) : "";
    }

    private static List<String> present(@Nullable List<String> names) {
        return names == null ? List.of() : names;
    }
}

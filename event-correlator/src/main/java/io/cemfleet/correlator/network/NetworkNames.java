package io.cemfleet.correlator.network;

import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The names of links and nodes that operators may use, and suggestions for unknown ones. */
public final class NetworkNames {
    private final NetworkTopology topology;
    private final Set<String> formerLinks;

    /** @param formerLinks ids of former links: a link that is down may have left the topology */
    NetworkNames(NetworkTopology topology, Set<String> formerLinks) {
        this.topology = topology;
        this.formerLinks = formerLinks;
    }

    /** The message about an unknown link id; empty where the id is known. */
    public Optional<String> unknownLink(String name) {
        if (topology.knows(name) || formerLinks.contains(name)) {
            return Optional.empty();
        }
        Optional<String> meant = Stream.concat(turned(name), turned(name.toLowerCase(Locale.ROOT)))
                .filter(topology::knows)
                .findFirst()
                .or(() -> near(name, topology.links().stream().map(Link::id)));
        return Optional.of(message("link", name, meant));
    }

    /** The message about an unknown node id; empty where the id is known. */
    public Optional<String> unknownNode(String name) {
        if (topology.router(name).isPresent()) {
            return Optional.empty();
        }
        Optional<String> meant = topology.find(name)
                .map(Router::id)
                .or(() -> near(name, topology.routers().stream().map(Router::id)));
        return Optional.of(message("node", name, meant));
    }

    private static String message(String kind, String name, Optional<String> meant) {
        String unknown = "the topology has no " + kind + " '" + name + "'";
        return meant.map(near -> unknown + "; did you mean '" + near + "'?").orElse(unknown);
    }

    /** The name itself, and with its ends in the other order, whichever hyphen parts them. */
    private static Stream<String> turned(String name) {
        Stream<String> turned = Stream.iterate(name.indexOf('-'), at -> at >= 0, at -> name.indexOf('-', at + 1))
                .map(at -> name.substring(at + 1) + '-' + name.substring(0, at));
        return Stream.concat(Stream.of(name), turned);
    }

    /** The first of the known names that differs in one or two characters. */
    private static Optional<String> near(String name, Stream<String> known) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return known.filter(id -> Math.abs(id.length() - wanted.length()) <= 2 && distance(id, wanted) <= 2)
                .findFirst();
    }

    /** How many characters have to be added, dropped or changed. */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[other.length()];
    }
}

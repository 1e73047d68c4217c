package io.cemfleet.network.topology;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An undirected link between {@code a} and {@code z}, where {@code a} sorts first.
 *
 * @param directions a to z first; only one where the controller reports only one
 */
public record Link(String id, String a, String z, List<LinkDirection> directions) {

    public Link {
        directions = List.copyOf(directions);
    }

    /** The direction that the given router sends on. */
    public Optional<LinkDirection> from(String node) {
        return directions.stream().filter(d -> d.from().equals(node)).findFirst();
    }

    public boolean touches(String node) {
        return a.equals(node) || z.equals(node);
    }

    /** The router at the other end. */
    public String across(String node) {
        return a.equals(node) ? z : a;
    }

    /** Shared-risk groups of either direction. */
    public Set<Integer> srlgs() {
        var all = new TreeSet<Integer>();
        directions.forEach(d -> all.addAll(d.attributes().srlgs()));
        return all;
    }

    /** The smaller known capacity of both directions, Mbit/s. */
    public @Nullable Double capacityMbps() {
        return known(directions.stream().map(LinkDirection::capacityMbps))
                .min(Double::compare)
                .orElse(null);
    }

    /** The larger known advertised delay of both directions, milliseconds. */
    public @Nullable Double delayMs() {
        return known(directions.stream().map(LinkDirection::delayMs))
                .max(Double::compare)
                .orElse(null);
    }

    private static Stream<Double> known(Stream<@Nullable Double> values) {
        return values.filter(Objects::nonNull).map(Objects::requireNonNull);
    }
}

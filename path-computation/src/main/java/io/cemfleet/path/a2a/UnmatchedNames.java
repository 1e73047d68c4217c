package io.cemfleet.path.a2a;

import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.QueryFailureCode;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Names in a request that match nothing in the newest topology. A failed element may be missing from it, so a name that
 * a cached version has, or a link name formed by two known routers, is a warning. Any other name is a mistake, and so
 * is a link with its ends in the wrong order.
 *
 * @param warnings one for each name
 * @param mistake the first mistake, null when there is none
 */
record UnmatchedNames(List<String> warnings, @Nullable NameMistake mistake) {

    /** @param code of the refusal */
    record NameMistake(QueryFailureCode code, String field, String message) {}

    /** @param kept older versions of the topology that are still cached */
    static UnmatchedNames of(NetworkTopology newest, List<NetworkTopology> kept, ComputePath.Request request) {
        return new NameReading(newest, kept).read(request);
    }

    private static final class NameReading {
        private final NetworkTopology newest;
        private final List<NetworkTopology> kept;
        private final List<String> warnings = new ArrayList<>();
        private final List<NameMistake> mistakes = new ArrayList<>();

        NameReading(NetworkTopology newest, List<NetworkTopology> kept) {
            this.newest = newest;
            this.kept = kept;
        }

        UnmatchedNames read(ComputePath.Request request) {
            var avoid = request.avoid();
            present(avoid == null ? null : avoid.links()).forEach(link -> link("avoid.links", link));
            present(avoid == null ? null : avoid.nodes()).forEach(this::node);
            present(request.disjointFrom()).forEach(link -> link("disjoint_from", link));
            return new UnmatchedNames(List.copyOf(warnings), mistakes.isEmpty() ? null : mistakes.getFirst());
        }

        private void link(String field, String link) {
            if (newest.knows(link)) {
                return;
            }
            var meant = otherWayRound(link);
            if (meant != null) {
                mistakes.add(new NameMistake(
                        QueryFailureCode.UNKNOWN_LINK,
                        field,
                        "unknown link %s; %s is in the topology".formatted(link, meant)));
            } else if (everHad(version -> version.knows(link)) || betweenKnownRouters(link)) {
                warnings.add("%s: unknown name %s".formatted(field, link));
            } else {
                mistakes.add(new NameMistake(
                        QueryFailureCode.UNKNOWN_LINK,
                        field,
                        "unknown link %s; no kept version has it".formatted(link)));
            }
        }

        private void node(String node) {
            if (newest.find(node).isPresent()) {
                return;
            }
            if (everHad(version -> version.find(node).isPresent())) {
                warnings.add("avoid.nodes: unknown name " + node);
            } else {
                mistakes.add(new NameMistake(
                        QueryFailureCode.UNKNOWN_NODE,
                        "avoid.nodes",
                        "unknown router %s; no kept version has it".formatted(node)));
            }
        }

        private boolean everHad(Predicate<NetworkTopology> known) {
            return known.test(newest) || kept.stream().anyMatch(known);
        }

        private boolean betweenKnownRouters(String link) {
            return splits(link).stream()
                    .anyMatch(ends -> everHad(
                                    version -> version.router(ends.a()).isPresent())
                            && everHad(version -> version.router(ends.z()).isPresent()));
        }

        private @Nullable String otherWayRound(String link) {
            return splits(link).stream()
                    .map(ends -> ends.z() + '-' + ends.a() + ends.number())
                    .filter(newest::knows)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** @param number {@code -2} of a second parallel link, else empty */
    private record LinkIdEnds(String a, String z, String number) {}

    /** Every pair of ends that a link's id may name: routers have hyphens too. */
    private static List<LinkIdEnds> splits(String link) {
        var splits = new ArrayList<LinkIdEnds>();
        for (var number : List.of("", parallelNumber(link))) {
            var ends = link.substring(0, link.length() - number.length());
            for (int hyphen = ends.indexOf('-'); hyphen >= 0; hyphen = ends.indexOf('-', hyphen + 1)) {
                splits.add(new LinkIdEnds(ends.substring(0, hyphen), ends.substring(hyphen + 1), number));
            }
        }
        return splits;
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
        return names == null
                ? List.of()
                : names.stream().filter(java.util.Objects::nonNull).toList();
    }
}

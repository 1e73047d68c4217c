package io.cemfleet.restoration.watch;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One sample of the original paths of a watch's tunnels. Each tunnel needs the links of its own path only.
 *
 * @param paths the samples, by tunnel
 */
public record PathObservation(Map<String, PathSample> paths) {

    public PathObservation {
        paths = Map.copyOf(paths);
    }

    /** The tunnels whose path is good. */
    public Set<String> good() {
        return where(sample -> sample instanceof PathSample.Good);
    }

    /** The tunnels whose path was measured since, and is good. */
    public Set<String> goodSince(Instant then) {
        return where(sample -> sample instanceof PathSample.Good(Instant at) && at.isAfter(then));
    }

    /** The links that make the path of one of these tunnels bad, sorted. */
    public List<String> bad(Collection<String> tunnels) {
        Set<String> links = new TreeSet<>();
        tunnels.forEach(tunnel -> {
            if (paths.get(tunnel) instanceof PathSample.Bad(List<String> bad)) {
                links.addAll(bad);
            }
        });
        return List.copyOf(links);
    }

    /** Why something is not known; empty where all is, or a path is known to be bad. */
    public Optional<PathSample.Missing> missing() {
        boolean bad = paths.values().stream().anyMatch(PathSample.Bad.class::isInstance);
        return paths.values().stream()
                .filter(sample -> !bad)
                .filter(PathSample.Missing.class::isInstance)
                .map(PathSample.Missing.class::cast)
                .findFirst();
    }

    private Set<String> where(Predicate<PathSample> wanted) {
        Set<String> tunnels = new TreeSet<>();
        paths.forEach((tunnel, sample) -> {
            if (wanted.test(sample)) {
                tunnels.add(tunnel);
            }
        });
        return tunnels;
    }
}

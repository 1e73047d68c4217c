package io.cemfleet.path.a2a;

import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.QueryFailureCode;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.PathConstraints;
import io.cemfleet.path.constraint.PathConstraints.AffinityMasks;
import io.cemfleet.path.constraint.PathConstraints.DisjointnessConstraint;
import io.cemfleet.path.constraint.PathConstraints.Exclusions;
import io.cemfleet.path.constraint.PathConstraints.PathEnds;
import io.cemfleet.path.constraint.PathConstraints.PathLimits;
import io.cemfleet.path.constraint.PathConstraints.PathObjective;
import io.cemfleet.path.constraint.PathFinder;
import io.cemfleet.path.network.CurrentNetwork;
import io.cemfleet.path.network.DatedNetwork;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a request as constraints: resolves names and fills gaps from the settings. */
@Component
class ConstraintsReader {

    private static final int AFFINITY_BITS = 32;

    private final PathSettings.SearchSettings defaults;
    private final CurrentNetwork network;

    ConstraintsReader(PathSettings settings, CurrentNetwork network) {
        this.defaults = settings.search();
        this.network = network;
    }

    /** The result of reading a request. */
    sealed interface ConstraintsReading {
        /** @param warnings names that match nothing now: a failed element may be missing from the topology */
        record Understood(PathConstraints constraints, List<String> warnings) implements ConstraintsReading {}

        record Wrong(QueryFailureCode code, String field, String message) implements ConstraintsReading {}
    }

    ConstraintsReading read(DatedNetwork now, ComputePath.Request request) {
        var topology = now.network().topology();
        var source = topology.find(request.sourcePe()).map(Router::id).orElse("");
        var target = topology.find(request.destinationPe()).map(Router::id).orElse("");
        if (source.isEmpty()) {
            return new ConstraintsReading.Wrong(
                    QueryFailureCode.UNKNOWN_NODE, "source_pe", request.sourcePe() + " is not in the topology");
        }
        if (target.isEmpty()) {
            return new ConstraintsReading.Wrong(
                    QueryFailureCode.UNKNOWN_NODE,
                    "destination_pe",
                    request.destinationPe() + " is not in the topology");
        }
        if (source.equals(target)) {
            return new ConstraintsReading.Wrong(
                    QueryFailureCode.BAD_CONSTRAINTS, "destination_pe", "is the source too");
        }
        var level = level(request.disjointness());
        if (level == null) {
            return new ConstraintsReading.Wrong(
                    QueryFailureCode.BAD_CONSTRAINTS, "disjointness", "is link, node or srlg");
        }
        var affinity = affinity(request.affinities());
        if (affinity == null) {
            return new ConstraintsReading.Wrong(
                    QueryFailureCode.BAD_CONSTRAINTS, "affinities", "are bit numbers from 0 to 31");
        }
        var names = UnmatchedNames.of(topology, network.keptVersions(), request);
        var mistake = names.mistake();
        if (mistake != null) {
            return new ConstraintsReading.Wrong(mistake.code(), mistake.field(), mistake.message());
        }
        var teType = request.teType() == null ? TeType.SR_MPLS : request.teType();
        var metric = request.metric() == null ? defaults.metric() : request.metric();
        return new ConstraintsReading.Understood(
                new PathConstraints(
                        new PathEnds(source, target),
                        exclusions(topology, request.avoid()),
                        limits(request, now.diameter(), teType),
                        affinity,
                        new DisjointnessConstraint(set(request.disjointFrom()), level),
                        new PathObjective(metric, teType)),
                names.warnings());
    }

    /** Where no limit on hops is set, the network's diameter and some more is tried first, then any length. */
    private PathLimits limits(ComputePath.Request request, int diameter, TeType teType) {
        var bandwidth = request.minBandwidthMbps();
        var hops = request.maxHops() == null ? defaults.maxHops() : request.maxHops();
        return new PathLimits(
                hops == null ? Math.clamp((long) diameter + defaults.extraHops(), 1, Integer.MAX_VALUE) : hops,
                hops == null ? Integer.MAX_VALUE : defaults.extraHops(),
                request.maxDelayMs(),
                bandwidth == null || bandwidth == 0 ? null : bandwidth,
                false,
                PathFinder.needsSegments(teType));
    }

    private static Exclusions exclusions(NetworkTopology topology, ComputePath.@Nullable Avoid avoid) {
        if (avoid == null) {
            return new Exclusions(Set.of(), Set.of(), Set.of());
        }
        var nodes = set(avoid.nodes()).stream()
                .map(name -> topology.find(name).map(Router::id).orElse(name))
                .collect(Collectors.toSet());
        return new Exclusions(set(avoid.links()), nodes, set(avoid.srlgs()));
    }

    private static <T> Set<T> set(@Nullable List<T> values) {
        var present = new HashSet<T>();
        if (values != null) {
            values.stream().filter(Objects::nonNull).forEach(present::add);
        }
        return present;
    }

    private static DisjointnessConstraint.@Nullable DisjointnessLevel level(@Nullable String name) {
        return switch (name == null ? "link" : name.toLowerCase(Locale.ROOT)) {
            case "link" -> DisjointnessConstraint.DisjointnessLevel.LINK;
            case "node" -> DisjointnessConstraint.DisjointnessLevel.NODE;
            case "srlg" -> DisjointnessConstraint.DisjointnessLevel.SRLG;
            default -> null;
        };
    }

    private static @Nullable AffinityMasks affinity(ComputePath.@Nullable Affinities asked) {
        if (asked == null) {
            return AffinityMasks.NONE;
        }
        long any = bits(asked.includeAny());
        long all = bits(asked.includeAll());
        long exclude = bits(asked.excludeAny());
        return any < 0 || all < 0 || exclude < 0 ? null : new AffinityMasks(any, all, exclude);
    }

    private static long bits(@Nullable List<Integer> numbers) {
        long bits = 0;
        for (int number : set(numbers)) {
            if (number < 0 || number >= AFFINITY_BITS) {
                return -1;
            }
            bits |= 1L << number;
        }
        return bits;
    }
}

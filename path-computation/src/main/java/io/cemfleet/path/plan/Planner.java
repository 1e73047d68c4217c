package io.cemfleet.path.plan;

import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.FoundPath;
import io.cemfleet.path.constraint.Network;
import io.cemfleet.path.constraint.PathFinder;
import io.cemfleet.path.constraint.Relaxation;
import io.cemfleet.path.constraint.RelaxingSolver;
import io.cemfleet.path.constraint.Solution;
import io.cemfleet.path.segment.LinkWalk;
import io.cemfleet.path.segment.OriginalPaths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Places protections one after the other, the highest tier first and the largest demand first within it; each takes its
 * room from what is left for the next.
 */
@Component
public class Planner {

    private static final Comparator<Demand> ORDER = Comparator.<Demand>comparingInt(
                    demand -> demand.tier().effective().ordinal())
            .thenComparing(Comparator.comparingDouble(Demand::size).reversed())
            .thenComparing(Demand::key);

    private final Reservations reservations;
    private final PathSettings settings;

    Planner(Reservations reservations, PathSettings settings) {
        this.reservations = reservations;
        this.settings = settings;
    }

    /** Places and reserves, inside the caller's transaction. Earlier reservations of the same keys are given up. */
    public List<Placed> place(String incidentId, Network network, List<Demand> demands) {
        reservations.lock();
        var keys = demands.stream().map(Demand::key).collect(Collectors.toSet());
        reservations.applyTo(network, keys);
        reservations.drop(keys);
        var placed = new ArrayList<Placed>();
        for (var demand : demands.stream().sorted(ORDER).toList()) {
            var result = place(network, demand);
            placed.add(result);
            if (result.solution() instanceof Solution.Solved solved && demand.size() > 0) {
                reservations.hold(incidentId, demand.key(), solved.path(), demand.size());
                Arrays.stream(solved.path().edges())
                        .forEach(edge -> network.state().reserve(edge, demand.size()));
            }
        }
        return placed;
    }

    private Placed place(Network network, Demand demand) {
        var started = System.nanoTime();
        var ownView = network.fork();
        creditOwnLoad(ownView, demand);
        var solver = new RelaxingSolver(
                new PathFinder(ownView, settings.search().unknownMsd()),
                settings.search().extraHops());
        var solution = onNetwork(network, solver.solve(demand.sized(), steps()));
        var ends = demand.constraints().ends();
        var original = new OriginalPaths(network.routes()).of(ends.source(), ends.target(), demand.currentLinks());
        return new Placed(demand, solution, original, Duration.ofNanos(System.nanoTime() - started));
    }

    /** Traffic that moves to a path adds nothing to a link that it is on already; with several branches it is not known how much is. */
    private static void creditOwnLoad(Network network, Demand demand) {
        var ends = demand.constraints().ends();
        new LinkWalk(network.topology())
                .simplePath(ends.source(), ends.target(), demand.currentLinks())
                .ifPresent(path -> path.forEach(direction -> network.graph()
                        .edge(direction.linkId(), direction.from())
                        .ifPresent(edge -> network.state().reserve(edge, -demand.size()))));
    }

    private static Solution onNetwork(Network network, Solution solution) {
        return solution instanceof Solution.Solved(FoundPath path, var held, var relaxed)
                ? new Solution.Solved(
                        new FoundPath(network.fork(), path.edges(), path.segments(), path.teType()), held, relaxed)
                : solution;
    }

    private List<Relaxation> steps() {
        return Arrays.stream(Relaxation.values())
                .filter(step -> step != Relaxation.BANDWIDTH || settings.plan().allowOverload())
                .toList();
    }
}

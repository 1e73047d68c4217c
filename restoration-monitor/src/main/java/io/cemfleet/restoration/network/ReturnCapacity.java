package io.cemfleet.restoration.network;

import io.cemfleet.network.topology.LinkDirection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Computes which returning traffic fits beside the present load. Returning traffic leaves its tunnel, and with it the
 * links of its protection path: the final state counts both. A step on the way there counts only what arrives, since it
 * is not known which of its writes takes effect first.
 *
 * <p>Routers hash flows whole: parallel links get an even share of the traffic only where its flows are many and small.
 * So what all of them can carry together may return although an even share is too much for one of them, as long as that
 * one is not too full itself. Each of its steps must then fit even if all of it is hashed to this one link; the next
 * one follows by what is measured after it.
 *
 * @param utilisation of each direction now, 0 to 1; a missing one is unknown, and unknown load leaves no capacity
 * @param limit how full each direction may become, 0 to 1
 * @param ladder the weights to try next for a weight, best first
 */
record ReturnCapacity(
        Map<LinkDirection, Double> utilisation,
        ToDoubleFunction<LinkDirection> limit,
        Function<Integer, List<Integer>> ladder) {
    private static final double ROUNDING = 1e-9;

    /**
     * The flows that may all return: the largest set in the order of {@link ReturningFlow#FIRST} whose final state fits
     * and can be reached in steps that fit.
     */
    List<ReturningFlow> part(List<ReturningFlow> all) {
        List<ReturningFlow> part =
                new ArrayList<>(all.stream().sorted(ReturningFlow.FIRST).toList());
        List<ReturningFlow> put = new ArrayList<>();
        Set<LinkDirection> full = full(part);
        while (!full.isEmpty()) {
            put.addFirst(removeLast(part, full));
            full = full(part);
        }
        for (ReturningFlow flow : put) {
            part.add(flow);
            if (!full(part).isEmpty()) {
                part.remove(flow);
            }
        }
        List<ReturningFlow> stuck = stuck(part);
        while (!stuck.isEmpty()) {
            String last = stuck.stream().max(ReturningFlow.FIRST).orElseThrow().tunnelId();
            part.removeIf(flow -> flow.tunnelId().equals(last));
            stuck = stuck(part);
        }
        return part;
    }

    /** The next weights of as many flows as fit at once, on top of each other. */
    Map<String, Integer> step(List<ReturningFlow> part) {
        return step(part, Map.of(), unevenIfAtAll(part));
    }

    /** The directions whose load keeps a flow from returning beside the others. */
    Set<LinkDirection> inTheWay(ReturningFlow flow, List<ReturningFlow> others) {
        List<ReturningFlow> all = new ArrayList<>(others);
        all.add(flow);
        Set<LinkDirection> full = full(all);
        if (!full.isEmpty()) {
            return full;
        }
        Set<LinkDirection> uneven = unevenIfAtAll(all);
        Set<LinkDirection> beyond = Set.of();
        for (int next : ladder.apply(flow.weight())) {
            beyond = beyond(arriving(flow, next, uneven), Map.of());
        }
        return beyond;
    }

    /** The flows that do not get back to the original path, step by step; empty when all do. */
    private List<ReturningFlow> stuck(List<ReturningFlow> part) {
        Map<LinkDirection, Double> moved = new HashMap<>();
        Set<LinkDirection> uneven = unevenIfAtAll(part);
        List<ReturningFlow> left = part;
        while (!left.isEmpty()) {
            Map<String, Integer> moves = step(left, moved, uneven);
            if (moves.isEmpty()) {
                return left;
            }
            List<ReturningFlow> then = new ArrayList<>();
            for (ReturningFlow flow : left) {
                int next = moves.getOrDefault(flow.tunnelId(), flow.weight());
                flow.change().forEach((on, share) -> moved.merge(on, share * flow.leaving(next), Double::sum));
                if (next > 0) {
                    then.add(flow.at(next));
                }
            }
            left = then;
            // Later steps use the load that is measured then.
            uneven.forEach(moved::remove);
        }
        return left;
    }

    /** @param uneven the directions that may get all of what they share with others */
    private Map<String, Integer> step(
            List<ReturningFlow> part, Map<LinkDirection, Double> moved, Set<LinkDirection> uneven) {
        Map<String, Integer> moves = new LinkedHashMap<>();
        Map<LinkDirection, Double> load = new HashMap<>(moved);
        for (ReturningFlow flow : part.stream().sorted(ReturningFlow.FIRST).toList()) {
            for (int next : ladder.apply(flow.weight())) {
                Map<LinkDirection, Double> arriving = arriving(flow, next, uneven);
                if (beyond(arriving, load).isEmpty()) {
                    arriving.forEach((on, mbps) -> load.merge(on, mbps, Double::sum));
                    moves.put(flow.tunnelId(), next);
                    break;
                }
            }
        }
        return moves;
    }

    private static ReturningFlow removeLast(List<ReturningFlow> part, Set<LinkDirection> full) {
        ReturningFlow last = part.stream()
                .filter(flow -> full.stream().anyMatch(on -> flow.change().getOrDefault(on, 0.0) > 0))
                .max(ReturningFlow.FIRST)
                .orElseThrow();
        part.remove(last);
        return last;
    }

    /** The directions that would be too full once all of these are back. */
    private Set<LinkDirection> full(List<ReturningFlow> all) {
        Map<LinkDirection, Double> net = net(all);
        Set<LinkDirection> full = beyond(net, Map.of());
        full.removeIf(on -> fitsTogether(on, all, net));
        return full;
    }

    /** The directions that are full only if traffic is spread evenly. */
    private Set<LinkDirection> unevenIfAtAll(List<ReturningFlow> all) {
        Set<LinkDirection> beyond = beyond(net(all), Map.of());
        beyond.removeAll(full(all));
        return beyond;
    }

    private static Map<LinkDirection, Double> net(List<ReturningFlow> all) {
        Map<LinkDirection, Double> net = new HashMap<>();
        for (ReturningFlow flow : all) {
            flow.change().forEach((on, share) -> net.merge(on, share * flow.leaving(0), Double::sum));
        }
        return net;
    }

    /** Whether parallel links carry it together, and this one what comes to it alone. */
    private boolean fitsTogether(LinkDirection on, List<ReturningFlow> all, Map<LinkDirection, Double> net) {
        Set<LinkDirection> parallel = new HashSet<>();
        double alone = 0;
        for (ReturningFlow flow : all) {
            Set<LinkDirection> beside = flow.parallelTo(on);
            parallel.addAll(beside);
            alone += beside.isEmpty() ? flow.change().getOrDefault(on, 0.0) * flow.leaving(0) : 0;
        }
        if (parallel.isEmpty() || !fits(on, alone)) {
            return false;
        }
        parallel.add(on);
        double together = 0;
        for (LinkDirection each : parallel) {
            together += headroom(each) - net.getOrDefault(each, 0.0);
        }
        return together >= -ROUNDING;
    }

    private static Map<LinkDirection, Double> arriving(ReturningFlow flow, int next, Set<LinkDirection> uneven) {
        return flow.change().entrySet().stream()
                .filter(on -> on.getValue() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        on -> flow.leaving(next)
                                * (uneven.contains(on.getKey()) ? flow.atMost(on.getKey()) : on.getValue())));
    }

    /** Those of the directions that get more and would be beyond the limit. */
    private Set<LinkDirection> beyond(Map<LinkDirection, Double> more, Map<LinkDirection, Double> moved) {
        return more.entrySet().stream()
                .filter(on -> on.getValue() > ROUNDING)
                .filter(on -> !fits(on.getKey(), on.getValue() + moved.getOrDefault(on.getKey(), 0.0)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(
                        () -> new TreeSet<>(java.util.Comparator.comparing(LinkDirection::cncLinkId))));
    }

    private boolean fits(LinkDirection on, double moreMbps) {
        return moreMbps <= headroom(on) + ROUNDING;
    }

    /** Mbit/s up to the limit, below 0 where it is exceeded; none at all where it is not known. */
    private double headroom(LinkDirection on) {
        Double now = utilisation.get(on);
        Double capacity = on.capacityMbps();
        return now == null || capacity == null || capacity <= 0
                ? Double.NEGATIVE_INFINITY
                : (limit.applyAsDouble(on) - now) * capacity;
    }
}

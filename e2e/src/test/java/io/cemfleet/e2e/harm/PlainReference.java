package io.cemfleet.e2e.harm;

import io.cemfleet.lab.network.DirectedLink;
import io.cemfleet.lab.network.LinkCondition;
import io.cemfleet.lab.network.NetworkState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Places protections by a plain reference algorithm, with the lab's figures of each direction, and without segments or
 * reservations.
 */
final class PlainReference {
    private static final Comparator<ProtectedFlow> ORDER = Comparator.comparing(ProtectedFlow::tier)
            .thenComparing(Comparator.comparingDouble(
                            (ProtectedFlow flow) -> flow.services().size() / Math.max(flow.mbps(), 1e-9))
                    .reversed())
            .thenComparing(ProtectedFlow::key);

    private final NetworkState state;
    private final Set<String> degraded;
    private final double[] room;
    private final List<List<DirectedLink>> outgoing = new ArrayList<>();

    PlainReference(NetworkState state, Set<String> degraded) {
        this.state = state;
        this.degraded = degraded;
        this.room = new double[state.topology().directionCount()];
        state.topology().routers().forEach(router -> outgoing.add(new ArrayList<>()));
        for (int direction = 0; direction < room.length; direction++) {
            if (isOpen(direction)) {
                outgoing.get(state.topology().direction(direction).from())
                        .add(state.topology().direction(direction));
            }
            LinkCondition condition = state.condition(direction);
            room[direction] =
                    state.topology().linkOf(direction).capacityMbps() * NetworkHarm.THRESHOLD - condition.offeredMbps();
        }
    }

    /**
     * The number that is placed one after the other, the highest tier first, each on the fastest path with capacity.
     */
    int greedy(List<ProtectedFlow> flows) {
        int placed = 0;
        for (ProtectedFlow flow : flows.stream().sorted(ORDER).toList()) {
            int[] way = quickest(flow);
            if (way.length > 0 && isQuickEnough(flow, delayMs(way))) {
                take(way, flow.mbps());
                placed++;
            }
        }
        return placed;
    }

    /** The largest number that can be placed, over all choices of simple paths. */
    int most(List<ProtectedFlow> flows) {
        return most(flows, flows.stream().map(this::everyWay).toList(), 0);
    }

    private int most(List<ProtectedFlow> flows, List<List<int[]>> ways, int from) {
        if (from == flows.size()) {
            return 0;
        }
        int best = most(flows, ways, from + 1);
        for (int[] way : ways.get(from)) {
            double mbps = flows.get(from).mbps();
            if (best < flows.size() - from && Arrays.stream(way).allMatch(d -> room[d] >= mbps)) {
                take(way, mbps);
                best = Math.max(best, 1 + most(flows, ways, from + 1));
                take(way, -mbps);
            }
        }
        return best;
    }

    private List<int[]> everyWay(ProtectedFlow flow) {
        List<int[]> ways = new ArrayList<>();
        int source = index(flow.headEnd());
        walk(
                source,
                index(flow.endPoint()),
                new boolean[state.topology().routers().size()],
                new ArrayDeque<>(),
                ways);
        return ways.stream().filter(way -> isQuickEnough(flow, delayMs(way))).toList();
    }

    private void walk(int at, int target, boolean[] seen, Deque<Integer> so, List<int[]> ways) {
        if (at == target) {
            ways.add(so.stream().mapToInt(Integer::intValue).toArray());
            return;
        }
        seen[at] = true;
        for (DirectedLink link : outgoing.get(at)) {
            if (!seen[link.to()]) {
                so.addLast(link.index());
                walk(link.to(), target, seen, so, ways);
                so.removeLast();
            }
        }
        seen[at] = false;
    }

    private int[] quickest(ProtectedFlow flow) {
        int routers = state.topology().routers().size();
        double[] cost = new double[routers];
        int[] via = new int[routers];
        Arrays.fill(cost, Double.MAX_VALUE);
        Arrays.fill(via, -1);
        int source = index(flow.headEnd());
        int target = index(flow.endPoint());
        cost[source] = 0;
        PriorityQueue<double[]> queue = new PriorityQueue<>(Comparator.comparingDouble(entry -> entry[0]));
        queue.add(new double[] {0, source});
        while (!queue.isEmpty()) {
            double[] next = queue.remove();
            int at = (int) next[1];
            if (next[0] > cost[at]) {
                continue;
            }
            for (DirectedLink link : outgoing.get(at)) {
                double there = next[0] + state.condition(link.index()).delayMs();
                if (room[link.index()] >= flow.mbps() && there < cost[link.to()]) {
                    cost[link.to()] = there;
                    via[link.to()] = link.index();
                    queue.add(new double[] {there, link.to()});
                }
            }
        }
        Deque<Integer> way = new ArrayDeque<>();
        for (int at = target;
                at != source && via[at] >= 0;
                at = state.topology().direction(via[at]).from()) {
            way.addFirst(via[at]);
        }
        return way.stream().mapToInt(Integer::intValue).toArray();
    }

    private boolean isOpen(int direction) {
        var link = state.topology().linkOf(direction);
        return !state.failed(link.index()) && !degraded.contains(link.id());
    }

    private boolean isQuickEnough(ProtectedFlow flow, double delayMs) {
        return delayMs <= flow.limits().latencyMs() || delayMs < flow.latencyMs();
    }

    private double delayMs(int[] way) {
        return Arrays.stream(way).mapToDouble(d -> state.condition(d).delayMs()).sum();
    }

    private void take(int[] way, double mbps) {
        Arrays.stream(way).forEach(direction -> room[direction] -= mbps);
    }

    private int index(String router) {
        return state.topology().routerById(router).orElseThrow().index();
    }
}

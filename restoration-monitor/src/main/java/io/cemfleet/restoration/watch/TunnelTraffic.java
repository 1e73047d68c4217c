package io.cemfleet.restoration.watch;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the traffic of a watch's tunnels is.
 *
 * @param weights percent that each tunnel carries, as last read back; the rest is on the original path
 * @param moving percent that a shift requests for a tunnel: stored before the request leaves, and removed once the
 *     answer is known
 * @param returning the tunnels whose traffic goes back now; the others stay protected meanwhile
 * @param aside the tunnels that could not be moved or removed for a while, though others can: they are tried again
 * @param left the tunnels that an operator or the orchestrator has to remove
 */
public record TunnelTraffic(
        Map<String, Integer> weights,
        Map<String, Integer> moving,
        Set<String> returning,
        Map<String, DeferredTunnel> aside,
        Set<String> left) {

    /** All traffic on the tunnel, percent. */
    public static final int ALL = 100;

    /**
     * A tunnel that others do not wait for.
     *
     * @param rounds how often it was set aside
     * @param until when it is tried again
     */
    public record DeferredTunnel(int rounds, Instant until) {}

    public TunnelTraffic {
        aside = Map.copyOf(Objects.requireNonNullElse(aside, Map.of()));
        weights = Map.copyOf(weights);
        moving = Map.copyOf(moving);
        returning = Set.copyOf(returning);
        left = Set.copyOf(left);
    }

    /** The traffic at the begin of a watch, which may replace an earlier one. */
    static TunnelTraffic of(Collection<String> tunnels, @Nullable TunnelTraffic before) {
        Map<String, Integer> weights = new TreeMap<>(before == null ? Map.of() : before.weights);
        Map<String, Integer> unclear = new TreeMap<>(before == null ? Map.of() : before.moving);
        if (before != null) {
            before.aside().keySet().forEach(tunnel -> unclear.putIfAbsent(tunnel, ALL));
        }
        tunnels.forEach(tunnel -> weights.putIfAbsent(tunnel, ALL));
        unclear.keySet().retainAll(tunnels);
        return new TunnelTraffic(weights, unclear, Set.of(), Map.of(), Set.of());
    }

    /** Percent that the tunnel carries, as far as it is known; all of it unless something moved. */
    public int weight(String tunnel) {
        return weights.getOrDefault(tunnel, ALL);
    }

    /** Whether all traffic of the part that goes back now is on the original path. */
    public boolean partReturned() {
        return !returning.isEmpty() && returning.stream().allMatch(tunnel -> weight(tunnel) == 0);
    }

    /** How often the tunnel was set aside since it last moved. */
    public int rounds(String tunnel) {
        DeferredTunnel deferred = aside.get(tunnel);
        return deferred == null ? 0 : deferred.rounds();
    }

    /** Whether the tunnel is not to be tried yet. */
    boolean waits(String tunnel, Instant now) {
        DeferredTunnel deferred = aside.get(tunnel);
        return deferred != null && now.isBefore(deferred.until());
    }

    /** Whether the tunnel is known to carry all its traffic. */
    boolean carriesAll(String tunnel) {
        return weight(tunnel) == ALL && !moving.containsKey(tunnel) && !aside.containsKey(tunnel);
    }

    TunnelTraffic returning(Set<String> part) {
        return new TunnelTraffic(weights, moving, part, aside, left);
    }

    TunnelTraffic moving(Map<String, Integer> targets) {
        return new TunnelTraffic(weights, targets, returning, aside, left);
    }

    /** All is tried at once again. */
    TunnelTraffic noneAside() {
        return new TunnelTraffic(weights, moving, returning, Map.of(), left);
    }

    /** The others go on without these until then. */
    TunnelTraffic aside(Set<String> tunnels, Instant until) {
        Map<String, Integer> going = new TreeMap<>(moving);
        going.keySet().removeAll(tunnels);
        Set<String> part = new TreeSet<>(returning);
        part.removeAll(tunnels);
        Map<String, DeferredTunnel> all = new TreeMap<>(aside);
        tunnels.forEach(tunnel -> all.put(tunnel, new DeferredTunnel(rounds(tunnel) + 1, until)));
        return new TunnelTraffic(weights, going, part, all, left);
    }

    /** The answer is known: the tunnel carries so much. */
    TunnelTraffic settled(String tunnel, int weight) {
        Map<String, Integer> known = new TreeMap<>(weights);
        known.put(tunnel, weight);
        return new TunnelTraffic(known, without(tunnel), returning, notAside(tunnel), left);
    }

    /** The tunnel is gone. */
    TunnelTraffic gone(String tunnel) {
        Map<String, Integer> known = new TreeMap<>(weights);
        known.remove(tunnel);
        return new TunnelTraffic(known, without(tunnel), notReturning(tunnel), notAside(tunnel), left);
    }

    /** This watch makes no more requests for the tunnel; its weight stays known for the next watch. */
    TunnelTraffic dropped(String tunnel, boolean leftBehind) {
        Set<String> all = new TreeSet<>(left);
        if (leftBehind) {
            all.add(tunnel);
        }
        return new TunnelTraffic(weights, without(tunnel), notReturning(tunnel), notAside(tunnel), all);
    }

    private Map<String, Integer> without(String tunnel) {
        Map<String, Integer> rest = new TreeMap<>(moving);
        rest.remove(tunnel);
        return rest;
    }

    private Map<String, DeferredTunnel> notAside(String tunnel) {
        Map<String, DeferredTunnel> rest = new TreeMap<>(aside);
        rest.remove(tunnel);
        return rest;
    }

    private Set<String> notReturning(String tunnel) {
        Set<String> rest = new TreeSet<>(returning);
        rest.remove(tunnel);
        return rest;
    }
}

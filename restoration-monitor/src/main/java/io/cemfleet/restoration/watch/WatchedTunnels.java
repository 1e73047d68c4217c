package io.cemfleet.restoration.watch;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.SlaTier;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tunnels of a watch.
 *
 * @param protections those that are still watched: what is restored or dropped leaves the list
 * @param traffic where their traffic is
 */
public record WatchedTunnels(List<MonitorRestoration.WatchedProtection> protections, TunnelTraffic traffic) {

    public WatchedTunnels {
        protections = List.copyOf(protections);
    }

    static WatchedTunnels begin(
            List<MonitorRestoration.WatchedProtection> requested, @Nullable WatchedTunnels before, Instant now) {
        List<MonitorRestoration.WatchedProtection> former = before == null ? List.of() : before.protections;
        List<MonitorRestoration.WatchedProtection> protections = requested.stream()
                .map(watched -> SteeringStart.known(watched, former, now))
                .toList();
        return new WatchedTunnels(
                protections, TunnelTraffic.of(ids(protections), before == null ? null : before.traffic));
    }

    public List<String> ids() {
        return ids(protections);
    }

    public boolean none() {
        return protections.isEmpty();
    }

    /** Percent of its traffic that a tunnel carries, as far as it is known. */
    public int weight(String tunnel) {
        return traffic.weight(tunnel);
    }

    /** Whether every tunnel is known to carry all its traffic. */
    public boolean allProtected() {
        return ids().stream().allMatch(traffic::carriesAll);
    }

    /** The protections that carry traffic. */
    public List<MonitorRestoration.WatchedProtection> carrying() {
        return protections.stream()
                .filter(protection -> weight(protection.tunnelId()) > 0)
                .toList();
    }

    /** The tunnels whose traffic has left them in part, or may have, or is to. */
    public Set<String> away() {
        return where(
                tunnel -> !traffic.carriesAll(tunnel) || traffic.returning().contains(tunnel));
    }

    /** Whether something is left to be done for others than these now. */
    public boolean others(Collection<String> tunnels, Instant now) {
        return ids().stream().anyMatch(tunnel -> !tunnels.contains(tunnel) && !traffic.waits(tunnel, now));
    }

    /**
     * Those of some tunnels that are written together next: of the highest tier, and those that were set aside only
     * after all others, so that they hold none of them up.
     *
     * @param otherwise the tier of tunnels that have none of their own
     */
    List<String> wave(Collection<String> tunnels, SlaTier otherwise, int most) {
        Map<String, SlaTier> tiers = new HashMap<>();
        protections.forEach(watched -> {
            SlaTier own = watched.tier();
            tiers.put(watched.tunnelId(), (own == null ? otherwise : own).effective());
        });
        Comparator<String> place = Comparator.comparing((String tunnel) -> traffic.rounds(tunnel) > 0)
                .thenComparing(tunnel -> tiers.getOrDefault(tunnel, otherwise.effective()));
        List<String> sorted = tunnels.stream()
                .sorted(place.thenComparing(Comparator.naturalOrder()))
                .toList();
        return sorted.stream()
                .takeWhile(tunnel -> place.compare(tunnel, sorted.getFirst()) == 0)
                .limit(most)
                .toList();
    }

    Set<String> where(Predicate<String> condition) {
        return ids().stream().filter(condition).collect(Collectors.toCollection(TreeSet::new));
    }

    /** All traffic that is not known to be on its tunnel is to go there. */
    WatchedTunnels allBack() {
        Map<String, Integer> targets = new LinkedHashMap<>();
        where(tunnel -> !traffic.carriesAll(tunnel)).forEach(tunnel -> targets.put(tunnel, TunnelTraffic.ALL));
        return new WatchedTunnels(protections, traffic.noneAside().moving(targets));
    }

    WatchedTunnels returning(Set<String> part) {
        return new WatchedTunnels(protections, traffic.returning(part));
    }

    WatchedTunnels moving(Map<String, Integer> targets) {
        return new WatchedTunnels(protections, traffic.moving(targets));
    }

    WatchedTunnels aside(Set<String> tunnels, Instant until) {
        return new WatchedTunnels(protections, traffic.aside(tunnels, until));
    }

    WatchedTunnels settled(String tunnel, int weight) {
        return new WatchedTunnels(protections, traffic.settled(tunnel, weight));
    }

    WatchedTunnels gone(String tunnel) {
        return new WatchedTunnels(without(tunnel), traffic.gone(tunnel));
    }

    WatchedTunnels dropped(String tunnel, boolean leftBehind) {
        return new WatchedTunnels(without(tunnel), traffic.dropped(tunnel, leftBehind));
    }

    private List<MonitorRestoration.WatchedProtection> without(String tunnel) {
        return protections.stream()
                .filter(watched -> !watched.tunnelId().equals(tunnel))
                .toList();
    }

    private static List<String> ids(List<MonitorRestoration.WatchedProtection> protections) {
        return protections.stream()
                .map(MonitorRestoration.WatchedProtection::tunnelId)
                .toList();
    }
}

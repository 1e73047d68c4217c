package io.cemfleet.lab.control;

import io.cemfleet.lab.network.CandidateState;
import io.cemfleet.lab.network.LabLink;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.PathMetric;
import io.cemfleet.lab.network.PathSpec;
import io.cemfleet.lab.network.SrPolicyState;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The situation in which links are chosen.
 *
 * @param chosen links of this run by their choice
 * @param former names of the policies when the run began
 * @param tired ids of recently disturbed links, which are chosen only when no other is left
 */
record ScenarioSituation(NetworkState state, Map<String, String> chosen, Set<String> former, Set<String> tired) {

    private static final Comparator<LabLink> BY_ID = Comparator.comparing(LabLink::id);

    private LabTopology topology() {
        return state.topology();
    }

    private Optional<LabLink> first() {
        return Optional.ofNullable(chosen.get("small")).flatMap(topology()::linkById);
    }

    private Optional<LabLink> best(Collection<LabLink> links, Predicate<LabLink> allowed, Comparator<LabLink> order) {
        Comparator<LabLink> rested = Comparator.comparing(link -> tired.contains(link.id()));
        return links.stream().filter(allowed).min(rested.thenComparing(order).thenComparing(BY_ID));
    }

    Optional<LabLink> busiest() {
        HealthyLinkGraph graph = HealthyLinkGraph.of(state);
        LinkUsage riding = LinkUsage.of(state);
        return best(
                graph.links(),
                link -> riding.platinum(link) && graph.survives(link),
                Comparator.comparing(link -> -riding.services(link)));
    }

    Optional<LabLink> small() {
        HealthyLinkGraph graph = HealthyLinkGraph.of(state);
        LinkUsage riding = LinkUsage.of(state);
        Comparator<LabLink> order = Comparator.comparing(link -> !riding.platinum(link));
        return best(
                graph.links(),
                link -> riding.services(link) > 0 && graph.survives(link),
                order.thenComparing(riding::services));
    }

    Optional<LabLink> fullest() {
        HealthyLinkGraph graph = HealthyLinkGraph.of(state);
        Comparator<LabLink> order = Comparator.comparing(link -> -Math.max(
                state.condition(link.forward().index()).offeredMbps(),
                state.condition(link.reverse().index()).offeredMbps()));
        return best(graph.links(), graph::survives, order);
    }

    Optional<LabLink> plain() {
        HealthyLinkGraph graph = HealthyLinkGraph.of(state);
        LinkUsage riding = LinkUsage.of(state);
        Comparator<LabLink> order = Comparator.comparing(link -> !riding.plainTogether(link));
        return best(
                graph.links(),
                link -> riding.plainOn(link.id()).isPresent() && riding.services(link) > 1 && graph.survives(link),
                order.thenComparing(riding::services));
    }

    Optional<LabLink> unused() {
        LinkUsage riding = LinkUsage.of(state);
        return best(HealthyLinkGraph.of(state).links(), link -> !riding.possible(link), BY_ID);
    }

    Optional<LabLink> quiet() {
        if (unused().isPresent()) {
            return Optional.empty();
        }
        HealthyLinkGraph graph = HealthyLinkGraph.of(state);
        LinkUsage riding = LinkUsage.of(state);
        Set<Integer> held = state.srPolicies().stream()
                .flatMap(policy -> policy.candidates().stream())
                .filter(path ->
                        !(path.spec() instanceof PathSpec.Dynamic dynamic && dynamic.metric() == PathMetric.IGP))
                .flatMap(ScenarioSituation::crossed)
                .collect(Collectors.toSet());
        return best(
                graph.links(),
                link -> !held.contains(link.index()) && graph.survives(link),
                Comparator.comparing(riding::services));
    }

    Optional<LabLink> bridge() {
        HealthyLinkGraph graph = HealthyLinkGraph.of(state);
        return best(
                graph.links(), link -> needing(graph, link) > 0, Comparator.comparing(link -> needing(graph, link)));
    }

    Optional<LabLink> spare() {
        if (bridge().isPresent()) {
            return Optional.empty();
        }
        HealthyLinkGraph graph = HealthyLinkGraph.of(state);
        return best(
                graph.links(),
                link -> worstBridge(graph, link) < Integer.MAX_VALUE,
                Comparator.comparing(link -> worstBridge(graph, link)));
    }

    private int worstBridge(HealthyLinkGraph graph, LabLink gone) {
        HealthyLinkGraph rest = graph.without(List.of(gone));
        return rest.links().stream()
                .mapToInt(link -> needing(rest, link))
                .filter(services -> services > 0)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** The number of services with routers on both sides of a bridge; 0 for a link that is not a bridge. */
    private int needing(HealthyLinkGraph graph, LabLink link) {
        var side = graph.without(List.of(link)).reached(link.forward().from());
        if (side.get(link.forward().to())) {
            return 0;
        }
        return (int) state.services().stream()
                .filter(service -> service.attachments().stream()
                                .map(attachment -> topology()
                                        .routerById(attachment.node())
                                        .orElseThrow()
                                        .index())
                                .map(side::get)
                                .distinct()
                                .count()
                        == 2)
                .count();
    }

    Optional<LabLink> next() {
        HealthyLinkGraph graph = HealthyLinkGraph.of(state);
        LinkUsage riding = LinkUsage.of(state);
        return first().flatMap(first -> best(
                graph.links(),
                link -> riding.services(link) > 0
                        && !link.equals(first)
                        && touch(link, first)
                        && graph.survives(link, first),
                Comparator.comparing(riding::services)));
    }

    Optional<LabLink> protection() {
        HealthyLinkGraph graph = HealthyLinkGraph.of(state);
        LinkUsage riding = LinkUsage.of(state);
        return first().flatMap(first -> {
            Set<Integer> ours = new HashSet<>();
            for (SrPolicyState policy : state.srPolicies()) {
                policy.active()
                        .filter(path -> !former.contains(path.policyName()))
                        .ifPresent(path -> crossed(path).forEach(ours::add));
            }
            Comparator<LabLink> order = Comparator.comparing(link -> touch(link, first));
            return best(
                    graph.links(),
                    link -> ours.contains(link.index()) && !link.equals(first) && graph.survives(link, first),
                    order.thenComparing(riding::services));
        });
    }

    Optional<List<LabLink>> pair() {
        HealthyLinkGraph graph = HealthyLinkGraph.of(state);
        LinkUsage riding = LinkUsage.of(state);
        return graph.links().stream()
                .filter(one -> riding.services(one) > 0 && fixed("pair_one", one))
                .flatMap(one -> graph.links().stream()
                        .filter(other -> riding.together(one, other)
                                && fixed("pair_other", other)
                                && apart(one, other)
                                && graph.survives(one, other))
                        .map(other -> List.of(one, other)))
                .min(Comparator.<List<LabLink>>comparingLong(pair -> pair.stream()
                                .filter(link -> tired.contains(link.id()))
                                .count())
                        .thenComparingInt(pair -> riding.services(pair.get(0)) + riding.services(pair.get(1)))
                        .thenComparing(pair -> pair.get(0).id())
                        .thenComparing(pair -> pair.get(1).id()));
    }

    private boolean fixed(String choice, LabLink link) {
        return chosen.getOrDefault(choice, link.id()).equals(link.id());
    }

    /** Whether two links share nothing that would correlate their incidents: no router, no risk group, no policy. */
    private boolean apart(LabLink one, LabLink other) {
        return !one.equals(other)
                && !touch(one, other)
                && one.srlgs().stream().noneMatch(other.srlgs()::contains)
                && state.srPolicies().stream()
                        .map(policy -> policy.candidates().stream()
                                .flatMap(ScenarioSituation::crossed)
                                .toList())
                        .noneMatch(links -> links.contains(one.index()) && links.contains(other.index()));
    }

    private static Stream<Integer> crossed(CandidateState path) {
        return path.lists().stream()
                .flatMap(list -> list.branches().stream())
                .flatMap(List::stream)
                .map(direction -> direction >> 1);
    }

    private static boolean touch(LabLink one, LabLink other) {
        return Stream.of(one.forward().from(), one.forward().to())
                .anyMatch(router -> router == other.forward().from()
                        || router == other.forward().to());
    }
}

package io.cemfleet.launcher.client;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /lab/network}, as far as the launcher needs it. */
public record LabNetworkResponse(List<Link> links, List<Service> services, List<Policy> tunnels) {
    public LabNetworkResponse {
        links = List.copyOf(links);
        services = List.copyOf(services);
        tunnels = List.copyOf(tunnels);
    }

    /** @param loads of its two directions */
    public record Link(String id, boolean up, List<DirectionLoad> loads) {
        public Link {
            loads = List.copyOf(loads);
        }
    }

    /**
     * @param from the router where the direction begins
     * @param utilisation 0 to 1
     */
    public record DirectionLoad(String from, double utilisation) {}

    /**
     * A policy as configured, by its name.
     *
     * @param weights of the SID lists of its path with the highest preference, by name
     * @param labels of those SID lists
     */
    public record Policy(
            String name,
            String headEnd,
            String endPoint,
            int color,
            Map<String, Integer> weights,
            Map<String, List<Integer>> labels) {
        public Policy {
            weights = Map.copyOf(weights);
            labels = Map.copyOf(labels);
        }
    }

    /**
     * @param color of its routes, absent where they have none
     * @param latencyMs one way, of its worst flow; absent when all packets are lost
     * @param lossPct of its worst flow
     */
    public record Service(
            String id,
            String tier,
            @Nullable Integer color,
            List<Route> paths,
            @Nullable Double latencyMs,
            double lossPct) {
        public Service {
            paths = List.copyOf(paths);
        }

        /** Whether the link carries a part of its traffic now. */
        public boolean rides(String link) {
            return paths.stream()
                    .anyMatch(route -> route.share() > 0 && route.links().contains(link));
        }
    }

    /** @param share of the service's traffic that takes this path now, 0 included */
    public record Route(List<String> links, double share) {
        public Route {
            links = List.copyOf(links);
        }
    }

    public List<Service> riding(String link) {
        return services.stream().filter(service -> service.rides(link)).toList();
    }

    /** The link with the most services, at least one of them platinum. */
    public Optional<String> busiest(Set<String> except) {
        return links.stream()
                .map(Link::id)
                .filter(link -> !except.contains(link))
                .filter(link ->
                        riding(link).stream().anyMatch(service -> service.tier().equals("platinum")))
                .max(Comparator.<String>comparingInt(link -> riding(link).size())
                        .thenComparing(Comparator.reverseOrder()));
    }
}

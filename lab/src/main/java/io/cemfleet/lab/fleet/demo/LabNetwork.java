package io.cemfleet.lab.fleet.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code GET /lab/network} tells, as far as the demo needs it. */
record LabNetwork(List<Link> links, List<Service> services) {
    LabNetwork {
        links = List.copyOf(links);
        services = List.copyOf(services);
    }

    record Link(String id) {}

    /** @param latencyMs one way, of its worst flow; none when nothing gets through */
    record Service(String id, String tier, List<Route> paths, @Nullable Double latencyMs) {
        Service {
            paths = List.copyOf(paths);
        }

        /** Whether a part of its traffic takes the link now. */
        boolean rides(String link) {
            return paths.stream()
                    .anyMatch(route -> route.share() > 0 && route.links().contains(link));
        }
    }

    /** @param share of the service's traffic that goes this way now, 0 included */
    record Route(List<String> links, double share) {
        Route {
            links = List.copyOf(links);
        }
    }

    List<Service> riding(String link) {
        return services.stream().filter(service -> service.rides(link)).toList();
    }

    /** The link under the most services, a platinum one among them. */
    Optional<String> busiest(Set<String> except) {
        return links.stream()
                .map(Link::id)
                .filter(link -> !except.contains(link))
                .filter(link ->
                        riding(link).stream().anyMatch(service -> service.tier().equals("platinum")))
                .max(Comparator.<String>comparingInt(link -> riding(link).size())
                        .thenComparing(Comparator.reverseOrder()));
    }
}

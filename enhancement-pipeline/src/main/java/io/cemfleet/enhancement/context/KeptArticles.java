package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.servicedesk.Solution;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the knowledge bases answered lately; the search that was used longest ago goes first. */
final class KeptArticles {
    private final ContextSettings settings;
    private final Clock clock;
    private final Map<Search, Kept> kept;

    /** A tenant never gets what another one was answered. */
    record Search(String tenantId, Set<String> terms) {}

    private record Kept(List<Solution> solutions, Instant until) {}

    KeptArticles(ContextSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Search, Kept> eldest) {
                return size() > settings.keptSearches();
            }
        };
    }

    synchronized Optional<List<Solution>> get(Search search) {
        Kept found = kept.get(search);
        return found == null || !clock.instant().isBefore(found.until())
                ? Optional.empty()
                : Optional.of(found.solutions());
    }

    synchronized void put(Search search, List<Solution> solutions) {
        kept.put(search, new Kept(solutions, clock.instant().plus(settings.keepArticles())));
    }
}

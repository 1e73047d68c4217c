package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.servicedesk.DeskSolution;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Caches recent answers of the knowledge bases; the least recently used search is evicted first. */
final class ArticleCache {
    private final ContextSettings settings;
    private final Clock clock;
    private final Map<ArticleSearch, CachedArticles> kept;

    /** The key of an answer; a tenant never gets the answer to another one. */
    record ArticleSearch(String tenantId, Set<String> terms) {}

    private record CachedArticles(List<DeskSolution> solutions, Instant until) {}

    ArticleCache(ContextSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ArticleSearch, CachedArticles> eldest) {
                return size() > settings.keptSearches();
            }
        };
    }

    synchronized Optional<List<DeskSolution>> get(ArticleSearch search) {
        CachedArticles found = kept.get(search);
        return found == null || !clock.instant().isBefore(found.until())
                ? Optional.empty()
                : Optional.of(found.solutions());
    }

    synchronized void put(ArticleSearch search, List<DeskSolution> solutions) {
        kept.put(search, new CachedArticles(solutions, clock.instant().plus(settings.keepArticles())));
    }
}

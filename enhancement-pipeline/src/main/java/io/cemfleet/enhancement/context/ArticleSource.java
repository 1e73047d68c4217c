package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.privacy.PlainText;
import io.cemfleet.enhancement.servicedesk.DeskResponse;
import io.cemfleet.enhancement.servicedesk.DeskSolution;
import io.cemfleet.enhancement.servicedesk.ServiceDeskClient;
import io.cemfleet.enhancement.similarity.TextTokenizer;
import io.cemfleet.enhancement.stage.KnowledgeArticle;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.TenantProfile;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The context source of the service desk's solutions. */
@Component
class ArticleSource implements ContextSource<KnowledgeArticle> {
    private static final int TERMS = 6;
    private static final int SHORTEST = 3;
    private static final int FETCHED = 50;

    private final ServiceDeskClient desk;
    private final ContextSettings settings;
    private final Clock clock;
    private final ArticleCache kept;

    ArticleSource(ServiceDeskClient desk, ContextSettings settings, Clock clock) {
        this.desk = desk;
        this.settings = settings;
        this.clock = clock;
        this.kept = new ArticleCache(settings, clock);
    }

    @Override
    public String node() {
        return "kb_search";
    }

    @Override
    public SourceResult<KnowledgeArticle> find(TenantProfile tenant, PipelineTicket ticket, StageDeadline deadline) {
        String text = PlainText.of(ticket.description());
        Set<String> terms = terms(text);
        int most = tenant.preferences().maxArticles();
        if (terms.isEmpty() || most < 1) {
            return new SourceResult.FoundItems<>(List.of());
        }
        var search = new ArticleCache.ArticleSearch(tenant.tenantId(), terms);
        var known = kept.get(search);
        if (known.isPresent()) {
            return new SourceResult.FoundItems<>(ArticleRanking.of(text, known.get(), most));
        }
        StageDeadline own = deadline.within(settings.articles(), clock);
        return switch (desk.solutions(tenant, terms, FETCHED, own)) {
            case DeskResponse.Ok<List<DeskSolution>>(var solutions) -> {
                kept.put(search, solutions);
                yield new SourceResult.FoundItems<>(ArticleRanking.of(text, solutions, most));
            }
            case DeskResponse.TryLater<List<DeskSolution>>(var reason, var after) ->
                new SourceResult.SourceFailed<>(reason);
            case DeskResponse.Refused<List<DeskSolution>>(var code, var message) ->
                new SourceResult.SourceFailed<>("The knowledge base refuses: " + code);
        };
    }

    /** The most frequent words, the longer first among equals: they are more specific. */
    private static Set<String> terms(String text) {
        return TextTokenizer.of(text).entrySet().stream()
                .filter(term -> term.getKey().length() >= SHORTEST)
                .sorted(Comparator.<Map.Entry<String, Integer>>comparingInt(Map.Entry::getValue)
                        .thenComparingInt(term -> term.getKey().length())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(TERMS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

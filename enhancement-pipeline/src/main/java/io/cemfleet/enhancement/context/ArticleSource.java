package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.pipeline.Article;
import io.cemfleet.enhancement.pipeline.Deadline;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.pipeline.Ticket;
import io.cemfleet.enhancement.privacy.PlainText;
import io.cemfleet.enhancement.servicedesk.DeskAnswer;
import io.cemfleet.enhancement.servicedesk.ServiceDesk;
import io.cemfleet.enhancement.servicedesk.Solution;
import io.cemfleet.enhancement.similarity.TextTerms;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The service desk's solutions. */
@Component
class ArticleSource implements Source<Article> {
    private static final int TERMS = 6;
    private static final int SHORTEST = 3;
    private static final int FETCHED = 50;

    private final ServiceDesk desk;
    private final ContextSettings settings;
    private final Clock clock;
    private final KeptArticles kept;

    ArticleSource(ServiceDesk desk, ContextSettings settings, Clock clock) {
        this.desk = desk;
        this.settings = settings;
        this.clock = clock;
        this.kept = new KeptArticles(settings, clock);
    }

    @Override
    public String node() {
        return "kb_search";
    }

    @Override
    public Finding<Article> find(TenantProfile tenant, Ticket ticket, Deadline deadline) {
        String text = PlainText.of(ticket.description());
        Set<String> terms = terms(text);
        int most = tenant.preferences().maxArticles();
        if (terms.isEmpty() || most < 1) {
            return new Finding.Found<>(List.of());
        }
        var search = new KeptArticles.Search(tenant.tenantId(), terms);
        var known = kept.get(search);
        if (known.isPresent()) {
            return new Finding.Found<>(ArticleRanking.of(text, known.get(), most));
        }
        Deadline own = deadline.within(settings.articles(), clock);
        return switch (desk.solutions(tenant, terms, FETCHED, own)) {
            case DeskAnswer.Ok<List<Solution>>(var solutions) -> {
                kept.put(search, solutions);
                yield new Finding.Found<>(ArticleRanking.of(text, solutions, most));
            }
            case DeskAnswer.Later<List<Solution>>(var reason, var after) -> new Finding.Failed<>(reason);
            case DeskAnswer.Refused<List<Solution>>(var code, var message) ->
                new Finding.Failed<>("The knowledge base refuses: " + code);
        };
    }

    /** The most frequent words, the longer first among equals: they tell more. */
    private static Set<String> terms(String text) {
        return TextTerms.of(text).entrySet().stream()
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

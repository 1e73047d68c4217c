package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.stage.ContextStage;
import io.cemfleet.enhancement.stage.InventorySystem;
import io.cemfleet.enhancement.stage.KnowledgeArticle;
import io.cemfleet.enhancement.stage.NetworkIncident;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.SimilarTicket;
import io.cemfleet.enhancement.stage.SourceError;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.TenantProfile;
import io.cemfleet.enhancement.stage.TicketContext;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Queries all sources in parallel, and takes the results that arrived when the time is over. */
@Component
class ContextGatherer implements ContextStage {
    private static final Logger LOG = LoggerFactory.getLogger(ContextGatherer.class);

    private final ContextSource<SimilarTicket> similarTickets;
    private final ContextSource<KnowledgeArticle> articles;
    private final ContextSource<InventorySystem> systems;
    private final ContextSource<NetworkIncident> incidents;
    private final ContextSettings settings;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ContextGatherer(
            ContextSource<SimilarTicket> similarTickets,
            ContextSource<KnowledgeArticle> articles,
            ContextSource<InventorySystem> systems,
            ContextSource<NetworkIncident> incidents,
            ContextSettings settings,
            Clock clock) {
        this.similarTickets = similarTickets;
        this.articles = articles;
        this.systems = systems;
        this.incidents = incidents;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public TicketContext gather(TenantProfile tenant, PipelineTicket ticket, StageDeadline deadline) {
        StageDeadline own = deadline.within(settings.limit(), clock);
        var similarQuery = start(similarTickets, tenant, ticket, own);
        var articleQuery = start(articles, tenant, ticket, own);
        var systemQuery = start(systems, tenant, ticket, own);
        var incidentQuery = start(incidents, tenant, ticket, own);
        GatheredItems gathered = new GatheredItems(own);
        var foundTickets = gathered.of(similarQuery);
        var foundArticles = gathered.of(articleQuery);
        var foundSystems = gathered.of(systemQuery);
        var foundIncidents = gathered.of(incidentQuery);
        return new TicketContext(
                foundTickets,
                foundArticles,
                foundSystems,
                foundIncidents,
                gathered.errors(),
                gathered.answered,
                gathered.failed);
    }

    private record PendingQuery<T>(String node, Future<SourceResult<T>> answer) {}

    private <T> PendingQuery<T> start(
            ContextSource<T> source, TenantProfile tenant, PipelineTicket ticket, StageDeadline deadline) {
        @Nullable Map<String, String> log = MDC.getCopyOfContextMap();
        return new PendingQuery<>(source.node(), threads.submit(() -> {
            if (log != null) {
                MDC.setContextMap(log);
            }
            return source.find(tenant, ticket, deadline);
        }));
    }

    /** Collects items, and counts answers and failures. */
    private final class GatheredItems {
        private final StageDeadline deadline;
        private final List<SourceError> errors = new ArrayList<>();
        private boolean late;
        private int answered;
        private int failed;

        GatheredItems(StageDeadline deadline) {
            this.deadline = deadline;
        }

        <T> List<T> of(PendingQuery<T> query) {
            SourceResult<T> finding = wait(query);
            return switch (finding) {
                case SourceResult.FoundItems<T>(List<T> items) -> {
                    answered++;
                    LOG.debug("{} found {}", query.node(), items.size());
                    yield items;
                }
                case SourceResult.SourceFailed<T>(String message) -> {
                    failed++;
                    errors.add(new SourceError(query.node(), message));
                    LOG.warn("Context source {} failed: {}", query.node(), message);
                    yield List.of();
                }
            };
        }

        List<SourceError> errors() {
            if (late) {
                LOG.warn("Context gathering timed out");
                errors.addFirst(new SourceError("context_gathering", "Timeout"));
            }
            return errors;
        }

        private <T> SourceResult<T> wait(PendingQuery<T> query) {
            Duration left = deadline.remaining(clock);
            try {
                return query.answer().get(left.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                late = true;
                query.answer().cancel(true);
                return new SourceResult.SourceFailed<>(
                        "Timeout after " + settings.limit().toSeconds() + "s");
            } catch (InterruptedException e) {
                query.answer().cancel(true);
                Thread.currentThread().interrupt();
                return new SourceResult.SourceFailed<>("Interrupted");
            } catch (ExecutionException e) {
                LOG.error("Context source {} has a fault", query.node(), e.getCause());
                return new SourceResult.SourceFailed<>("Internal error");
            }
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}

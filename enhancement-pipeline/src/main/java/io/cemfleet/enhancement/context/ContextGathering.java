package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.pipeline.Context;
import io.cemfleet.enhancement.pipeline.ContextStage;
import io.cemfleet.enhancement.pipeline.Deadline;
import io.cemfleet.enhancement.pipeline.NodeError;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.pipeline.Ticket;
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

/** Asks all sources at once, and takes what has come when the time is over. */
@Component
class ContextGathering implements ContextStage {
    private static final Logger LOG = LoggerFactory.getLogger(ContextGathering.class);

    private final Sources sources;
    private final ContextSettings settings;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ContextGathering(Sources sources, ContextSettings settings, Clock clock) {
        this.sources = sources;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Context gather(TenantProfile tenant, Ticket ticket, Deadline deadline) {
        Deadline own = deadline.within(settings.limit(), clock);
        var similar = start(sources.tickets(), tenant, ticket, own);
        var articles = start(sources.articles(), tenant, ticket, own);
        var systems = start(sources.systems(), tenant, ticket, own);
        var incidents = start(sources.incidents(), tenant, ticket, own);
        Harvest harvest = new Harvest(own);
        var similarTickets = harvest.of(similar);
        var foundArticles = harvest.of(articles);
        var foundSystems = harvest.of(systems);
        var foundIncidents = harvest.of(incidents);
        return new Context(
                similarTickets,
                foundArticles,
                foundSystems,
                foundIncidents,
                harvest.errors(),
                harvest.answered,
                harvest.failed);
    }

    private record Asked<T>(String node, Future<Finding<T>> answer) {}

    private <T> Asked<T> start(Source<T> source, TenantProfile tenant, Ticket ticket, Deadline deadline) {
        @Nullable Map<String, String> log = MDC.getCopyOfContextMap();
        return new Asked<>(source.node(), threads.submit(() -> {
            if (log != null) {
                MDC.setContextMap(log);
            }
            return source.find(tenant, ticket, deadline);
        }));
    }

    /** Counts answers and failures on the way. */
    private final class Harvest {
        private final Deadline deadline;
        private final List<NodeError> errors = new ArrayList<>();
        private boolean late;
        private int answered;
        private int failed;

        Harvest(Deadline deadline) {
            this.deadline = deadline;
        }

        <T> List<T> of(Asked<T> asked) {
            Finding<T> finding = wait(asked);
            return switch (finding) {
                case Finding.Found<T>(List<T> items) -> {
                    answered++;
                    LOG.debug("{} found {}", asked.node(), items.size());
                    yield items;
                }
                case Finding.Failed<T>(String message) -> {
                    failed++;
                    errors.add(new NodeError(asked.node(), message));
                    LOG.warn("Context source {} failed: {}", asked.node(), message);
                    yield List.of();
                }
            };
        }

        List<NodeError> errors() {
            if (late) {
                LOG.warn("Context gathering timed out");
                errors.addFirst(new NodeError("context_gathering", "Timeout"));
            }
            return errors;
        }

        private <T> Finding<T> wait(Asked<T> asked) {
            Duration left = deadline.remaining(clock);
            try {
                return asked.answer().get(left.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                late = true;
                asked.answer().cancel(true);
                return new Finding.Failed<>("Timeout after " + settings.limit().toSeconds() + "s");
            } catch (InterruptedException e) {
                asked.answer().cancel(true);
                Thread.currentThread().interrupt();
                return new Finding.Failed<>("Interrupted");
            } catch (ExecutionException e) {
                LOG.error("Context source {} has a fault", asked.node(), e.getCause());
                return new Finding.Failed<>("Internal error");
            }
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}

package io.cemfleet.enhancement.similarity;

import io.cemfleet.enhancement.privacy.PlainText;
import io.cemfleet.enhancement.stage.ResolvedTicketHistory;
import io.cemfleet.enhancement.stage.SimilarTicket;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * The solved tickets of all tenants, in the table, and an index for each on the disk of this process. A failed index is
 * rebuilt from the table.
 */
@Component
public class IndexedTicketHistory implements ResolvedTicketHistory {
    private static final Logger LOG = LoggerFactory.getLogger(IndexedTicketHistory.class);
    private static final int EXCERPT = 300;
    private static final int RESOLUTION = 600;

    private final ResolvedTicketStore store;
    private final Clock clock;
    private final OpenIndexCache indexes;

    /** @throws IOException when the directory of the indexes cannot be written to */
    IndexedTicketHistory(ResolvedTicketStore store, SimilaritySettings settings, Clock clock) throws IOException {
        this.store = store;
        this.clock = clock;
        this.indexes = new OpenIndexCache(store, settings, clock);
    }

    private interface IndexUse<T> {
        T of(TenantTicketIndex history) throws IOException;
    }

    @Override
    public void learned(
            String tenantId, String ticketId, String title, String text, String resolution, Instant resolvedAt) {
        ResolvedTicket ticket = new ResolvedTicket(
                ticketId,
                PlainText.of(title),
                PlainText.of(text),
                PlainText.of(resolution),
                resolvedAt,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        store.keep(tenantId, ticket);
        try {
            use(tenantId, history -> {
                history.put(ticket);
                return ticket;
            });
        } catch (DataAccessResourceFailureException e) {
            LOG.warn("A solved ticket is in the table and is taken into the index later: {}", e.toString());
        }
    }

    /**
     * Solved tickets of the tenant that resemble a text, the closest first.
     *
     * @param without the ticket of the search
     * @throws NestedRuntimeException when the database does not answer, or no index can be written
     */
    public List<SimilarTicket> similar(String tenantId, String text, String without, int most) {
        List<TicketIndex.SearchHit> hits = use(tenantId, history -> history.search(PlainText.of(text), without, most));
        Map<String, ResolvedTicket> known =
                store
                        .byId(
                                tenantId,
                                hits.stream()
                                        .map(TicketIndex.SearchHit::ticketId)
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(ResolvedTicket::ticketId, Function.identity()));
        List<SimilarTicket> similar = new ArrayList<>();
        for (TicketIndex.SearchHit hit : hits) {
            ResolvedTicket ticket = known.get(hit.ticketId());
            if (ticket != null) {
                similar.add(new SimilarTicket(
                        ticket.ticketId(),
                        PlainText.excerpt(ticket.title(), EXCERPT),
                        PlainText.excerpt(ticket.body(), EXCERPT),
                        hit.score(),
                        ticket.resolution().isBlank() ? null : PlainText.excerpt(ticket.resolution(), RESOLUTION)));
            }
        }
        return similar;
    }

    /** Removes the tenant's index, which is rebuilt from the table on demand: rows were erased. */
    public void forget(String tenantId) {
        try {
            indexes.forget(tenantId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Indexes the tenant's table, so that the first ticket need not wait for it. */
    void prepare(String tenantId) {
        use(tenantId, history -> {
            history.catchUp();
            return history;
        });
    }

    /** Uses a tenant's index, once more if it was closed by then or fails. */
    private <T> T use(String tenantId, IndexUse<T> use) {
        try {
            return once(tenantId, use);
        } catch (IOException | AlreadyClosedException first) {
            try {
                return once(tenantId, use);
            } catch (IOException | AlreadyClosedException again) {
                throw new DataAccessResourceFailureException("no index of similar tickets can be used", again);
            }
        }
    }

    private <T> T once(String tenantId, IndexUse<T> use) throws IOException {
        TenantTicketIndex history = indexes.get(tenantId);
        try {
            return use.of(history);
        } catch (IOException | AlreadyClosedException e) {
            indexes.failed(tenantId, history, e);
            throw e;
        }
    }

    /** Tenants whose indexes are open in this process. */
    Set<String> open() {
        return indexes.tenants();
    }

    @PreDestroy
    void close() throws IOException {
        indexes.close();
    }
}

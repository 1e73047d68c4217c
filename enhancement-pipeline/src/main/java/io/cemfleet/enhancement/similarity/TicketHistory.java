package io.cemfleet.enhancement.similarity;

import io.cemfleet.enhancement.pipeline.ResolvedTickets;
import io.cemfleet.enhancement.pipeline.SimilarTicket;
import io.cemfleet.enhancement.privacy.PlainText;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/** The solved tickets of all tenants, an index for each. */
@Component
public class TicketHistory implements ResolvedTickets {
    private static final int EXCERPT = 300;
    private static final int RESOLUTION = 600;

    private final ResolvedTicketStore store;
    private final SimilaritySettings settings;
    private final Clock clock;
    private final Map<String, TenantHistory> histories = new ConcurrentHashMap<>();

    TicketHistory(ResolvedTicketStore store, SimilaritySettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
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
        history(tenantId).put(ticket);
    }

    /**
     * Solved tickets of the tenant that resemble a text, the closest first.
     *
     * @param without the ticket that asks
     * @throws NestedRuntimeException when the database does not answer
     */
    public List<SimilarTicket> similar(String tenantId, String text, String without, int most) {
        List<TicketIndex.Hit> hits = history(tenantId).search(PlainText.of(text), without, most);
        Map<String, ResolvedTicket> known =
                store
                        .byId(
                                tenantId,
                                hits.stream().map(TicketIndex.Hit::ticketId).toList())
                        .stream()
                        .collect(Collectors.toMap(ResolvedTicket::ticketId, Function.identity()));
        List<SimilarTicket> similar = new ArrayList<>();
        for (TicketIndex.Hit hit : hits) {
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

    /** Drops the tenant's index, which is made from the table again when it is needed: rows were erased. */
    public void forget(String tenantId) {
        histories.remove(tenantId);
    }

    /** Takes in what the tenant's table holds, so that the first ticket need not wait for it. */
    void prepare(String tenantId) {
        history(tenantId).catchUp();
    }

    private TenantHistory history(String tenantId) {
        return histories.computeIfAbsent(tenantId, tenant -> new TenantHistory(tenant, store, settings, clock));
    }

    @PreDestroy
    void close() throws IOException {
        for (TenantHistory history : histories.values()) {
            history.close();
        }
        histories.clear();
    }
}

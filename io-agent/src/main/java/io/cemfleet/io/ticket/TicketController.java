package io.cemfleet.io.ticket;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cemfleet.runtime.page.Page;
import io.cemfleet.runtime.page.PageCursor;
import io.cemfleet.runtime.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tickets for the console and for clients of the API. */
@RestController
@RequestMapping("/api/tickets")
class TicketController {
    private final TicketStore tickets;
    private final UpdateStore updates;

    TicketController(TicketStore tickets, UpdateStore updates) {
        this.tickets = tickets;
        this.updates = updates;
    }

    record TicketView(@JsonUnwrapped IncidentTicket ticket, List<TicketUpdate> updates) {}

    @GetMapping
    Page<IncidentTicket> list(
            @RequestParam(name = "status", required = false) @Nullable String status,
            @RequestParam(name = "severity", required = false) @Nullable String severity,
            @RequestParam(name = "tier", required = false) @Nullable String tier,
            @RequestParam(name = "q", required = false) @Nullable String q,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        TicketFilter filter =
                new TicketFilter(blank(status), blank(severity), blank(tier), blank(q), PageCursor.below(cursor));
        return Page.of(tickets.page(filter, Page.MOST + 1), Page.MOST, ticket -> List.of(ticket.number()));
    }

    @GetMapping("/{incidentId}")
    TicketView one(@PathVariable("incidentId") String incidentId) {
        IncidentTicket ticket = tickets.find(incidentId)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "no ticket is called " + incidentId));
        return new TicketView(ticket, updates.of(incidentId));
    }

    private static @Nullable String blank(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}

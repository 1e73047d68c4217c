package io.cemfleet.lab.servicedesk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /lab/tickets}: creates customers' tickets, and reports past ones. */
@RestController
@RequestMapping("/lab/tickets")
final class TicketController {
    private static final Set<String> PRIORITIES = Set.of("low", "medium", "high", "critical");

    private final RequestTable requests;
    private final DeskWebhook webhook;

    TicketController(RequestTable requests, DeskWebhook webhook) {
        this.requests = requests;
        this.webhook = webhook;
    }

    /**
     * @param ticketId the number of the request; an existing one is replaced; none: a new number
     * @param priority low, medium, high, critical; medium where none is given
     * @param fire whether the webhook reports it; the default is false
     */
    record Order(
            @Nullable String ticketId,
            @Nullable String subject,
            @Nullable String description,
            @Nullable String priority,
            @Nullable Boolean fire) {}

    /** @param webhook the receiver's answer; absent when no webhook was sent */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TicketCreated(String ticketId, String id, boolean fired, DeskWebhook.@Nullable Delivery webhook) {}

    record HistorySent(int sent, int taken) {}

    @PostMapping
    ResponseEntity<?> make(@RequestBody Order order) {
        boolean fire = Boolean.TRUE.equals(order.fire());
        String priority = order.priority() == null ? "medium" : order.priority();
        if (order.ticketId() != null && !order.ticketId().matches("[A-Za-z0-9._-]{1,100}")) {
            return wrong("ticket_id", "letters, digits, dots, hyphens and underscores, 100 at most");
        }
        if (order.subject() == null || order.subject().isBlank()) {
            return wrong("subject", "must not be blank");
        }
        if (!PRIORITIES.contains(priority)) {
            return wrong("priority", "one of low, medium, high, critical");
        }
        if (fire && !webhook.configured()) {
            return noWebhook();
        }
        HttpStatus status =
                order.ticketId() != null && requests.has(order.ticketId()) ? HttpStatus.OK : HttpStatus.CREATED;
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.put("subject", order.subject())
                .put("description", order.description() == null ? "" : order.description());
        fields.putObject("priority")
                .put("name", priority.substring(0, 1).toUpperCase(Locale.ROOT) + priority.substring(1));
        ObjectNode made = requests.make(order.ticketId(), fields);
        return ResponseEntity.status(status)
                .body(new TicketCreated(
                        made.path("display_id").asText(),
                        made.path("id").asText(),
                        fire,
                        fire ? webhook.created(made) : null));
    }

    /** Reports every resolved request to the receiver, one after the other, oldest first, as long as it answers. */
    @PostMapping("/history")
    ResponseEntity<?> tellHistory() {
        if (!webhook.configured()) {
            return noWebhook();
        }
        List<ObjectNode> resolved = requests.all().stream()
                .filter(RequestTable::done)
                .sorted((one, other) -> Long.compare(resolvedAt(one), resolvedAt(other)))
                .toList();
        int sent = 0;
        int taken = 0;
        for (ObjectNode request : resolved) {
            DeskWebhook.Delivery delivery = webhook.resolved(request);
            sent++;
            taken += delivery.taken() ? 1 : 0;
            if (delivery.status() == 0) {
                break;
            }
        }
        return ResponseEntity.ok(new HistorySent(sent, taken));
    }

    private static long resolvedAt(JsonNode request) {
        return request.path("resolved_time").path("value").asLong();
    }

    private static ResponseEntity<ProblemDetail> noWebhook() {
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.CONFLICT, "no webhook is set up: lab.servicedesk.webhook-url and .secret"));
    }

    private static ResponseEntity<ProblemDetail> wrong(String field, String message) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, field + ": " + message);
        problem.setProperty("errors", List.of(Map.of("field", field, "message", message)));
        return ResponseEntity.unprocessableEntity().body(problem);
    }
}

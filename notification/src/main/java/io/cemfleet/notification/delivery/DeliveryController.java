package io.cemfleet.notification.delivery;

import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.runtime.page.Page;
import io.cemfleet.runtime.page.PageCursor;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.AuthenticatedUser;
import io.cemfleet.runtime.security.OperatorOnly;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lists sent, pending and failed deliveries; operators may send failed ones again. */
@RestController
@RequestMapping("/api")
class DeliveryController {
    private final DeliveryAdminStore pages;
    private final DeliveryStore store;
    private final DeliveryRetries waits;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    DeliveryController(
            DeliveryAdminStore pages,
            DeliveryStore store,
            DeliveryRetries waits,
            AuditLog audit,
            TransactionTemplate transactions) {
        this.pages = pages;
        this.store = store;
        this.waits = waits;
        this.audit = audit;
        this.transactions = transactions;
    }

    @GetMapping("/deliveries")
    Page<Map<String, Object>> deliveries(@RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        return page(false, cursor);
    }

    @GetMapping("/dead-letters")
    Page<Map<String, Object>> deadLetters(@RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        return page(true, cursor);
    }

    @OperatorOnly
    @PostMapping("/dead-letters/{notificationId}/{channel}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void replay(
            @PathVariable("notificationId") UUID id,
            @PathVariable("channel") String channel,
            AuthenticatedUser person) {
        transactions.executeWithoutResult(status -> {
            List<String> incidents = pages.revive(id, channel);
            if (incidents.isEmpty()) {
                throw new ProblemException(HttpStatus.NOT_FOUND, "no dead letter " + id + " on " + channel);
            }
            PendingDelivery delivery =
                    store.pending(id, new NotificationChannel(channel)).orElseThrow();
            Instant now = store.now();
            waits.tryAt(delivery, now, now);
            audit.record(
                    AuditEventType.OPERATOR_ACTION,
                    incidents.getFirst(),
                    person.name(),
                    new AuditDetails.OperatorCommand("replay").with(Map.of("notification_id", id, "channel", channel)),
                    UUID.randomUUID());
        });
    }

    private Page<Map<String, Object>> page(boolean deadOnly, @Nullable String cursor) {
        List<Map<String, Object>> found = pages.page(deadOnly, PageCursor.below(cursor), Page.MOST + 1);
        return Page.of(found, Page.MOST, delivery -> List.of(delivery.get("position")));
    }
}

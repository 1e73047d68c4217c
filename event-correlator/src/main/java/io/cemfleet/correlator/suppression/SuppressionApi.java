package io.cemfleet.correlator.suppression;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.runtime.page.Page;
import io.cemfleet.runtime.page.PageCursor;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.AuthenticatedUser;
import io.cemfleet.runtime.security.OperatorOnly;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/silences} and {@code /api/maintenance}: each with an author, a reason and an end; every change is audited. */
@RestController
@RequestMapping("/api/{kind:silences|maintenance}")
class SuppressionApi {
    private final SuppressionStore store;
    private final ActiveSuppressions suppressions;
    private final SuppressionNameCheck names;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final JsonInput input;
    private final Clock clock;

    SuppressionApi(
            SuppressionStore store,
            ActiveSuppressions suppressions,
            SuppressionNameCheck names,
            AuditLog audit,
            TransactionTemplate transactions,
            JsonInput input,
            Clock clock) {
        this.store = store;
        this.suppressions = suppressions;
        this.names = names;
        this.audit = audit;
        this.transactions = transactions;
        this.input = input;
        this.clock = clock;
    }

    record SuppressionRequest(
            @Nullable @Size(max = FieldLimits.NAMES) List<String> links,
            @Nullable @Size(max = FieldLimits.NAMES) List<String> nodes,
            @NotBlank @Size(max = FieldLimits.REASON) String reason,
            @Nullable Instant startsAt,
            @NotNull Instant endsAt) {}

    record SuppressionChange(@NotBlank @Size(max = FieldLimits.REASON) String reason, @NotNull Instant endsAt) {}

    /** @param warnings what could not be checked; absent when there is nothing to say */
    record SuppressionCreated(
            @JsonUnwrapped Suppression suppression,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {}

    @GetMapping
    Page<Suppression> list(
            @PathVariable("kind") String kind,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        int offset = PageCursor.read(cursor, 1)
                .map(after -> Math.clamp(after.number(0), 0, Integer.MAX_VALUE))
                .orElse(0);
        List<Suppression> found = store.list(kindOf(kind), offset, Page.MOST + 1);
        return Page.of(found, Page.MOST, last -> List.of(offset + Page.MOST));
    }

    @OperatorOnly
    @PostMapping
    ResponseEntity<SuppressionCreated> create(
            @PathVariable("kind") String kind, @RequestBody byte[] body, AuthenticatedUser person) {
        SuppressionRequest wanted = input.read(input.tree(body), SuppressionRequest.class);
        Instant now = clock.instant();
        List<String> links = wanted.links() == null ? List.of() : wanted.links();
        List<String> nodes = wanted.nodes() == null ? List.of() : wanted.nodes();
        if (links.isEmpty() && nodes.isEmpty()) {
            throw wrong("links", "name a link, or a node in nodes");
        }
        List<FieldProblem> unknown = names.problems(links, nodes);
        if (!unknown.isEmpty()) {
            throw ProblemException.unprocessable("a name matches nothing", unknown);
        }
        Instant startsAt = wanted.startsAt() == null ? now : wanted.startsAt();
        if (!wanted.endsAt().isAfter(startsAt) || !wanted.endsAt().isAfter(now)) {
            throw wrong("ends_at", "must be after its start, and in the future");
        }
        Suppression made = new Suppression(
                UUID.randomUUID(),
                kindOf(kind),
                links,
                nodes,
                wanted.reason(),
                person.name(),
                startsAt,
                wanted.endsAt(),
                now,
                null,
                null);
        transactions.executeWithoutResult(status -> {
            store.insert(made);
            auditChange("created", made, made.author());
        });
        suppressions.refresh();
        return ResponseEntity.status(HttpStatus.CREATED).body(new SuppressionCreated(made, names.warnings()));
    }

    @OperatorOnly
    @PutMapping("/{id}")
    Suppression change(
            @PathVariable("kind") String kind,
            @PathVariable("id") UUID id,
            @RequestBody byte[] body,
            AuthenticatedUser person) {
        SuppressionChange wanted = input.read(input.tree(body), SuppressionChange.class);
        if (!wanted.endsAt().isAfter(clock.instant())) {
            throw wrong("ends_at", "must be in the future");
        }
        Suppression changed = transactions.execute(status -> {
            if (!store.change(id, kindOf(kind), wanted.endsAt(), wanted.reason(), clock.instant())) {
                throw gone(id);
            }
            Suppression now = store.find(id, kindOf(kind)).orElseThrow(() -> gone(id));
            auditChange("changed", now, person.name());
            return now;
        });
        suppressions.refresh();
        return Objects.requireNonNull(changed);
    }

    @OperatorOnly
    @DeleteMapping("/{id}")
    ResponseEntity<Void> end(@PathVariable("kind") String kind, @PathVariable("id") UUID id, AuthenticatedUser person) {
        transactions.executeWithoutResult(status -> {
            if (!store.end(id, kindOf(kind), person.name(), clock.instant())) {
                throw gone(id);
            }
            auditChange("ended", store.find(id, kindOf(kind)).orElseThrow(() -> gone(id)), person.name());
        });
        suppressions.refresh();
        return ResponseEntity.noContent().build();
    }

    private void auditChange(String change, Suppression about, String by) {
        audit.record(
                AuditEventType.SUPPRESSION_CHANGED,
                null,
                by,
                Map.of(
                        "change", change,
                        "kind", about.kind().wire(),
                        "id", about.id().toString(),
                        "links", about.links(),
                        "nodes", about.nodes(),
                        "reason", about.reason(),
                        "ends_at", about.endsAt().toString()),
                UUID.randomUUID());
    }

    private static Suppression.SuppressionKind kindOf(String path) {
        return path.equals("silences") ? Suppression.SuppressionKind.SILENCE : Suppression.SuppressionKind.MAINTENANCE;
    }

    private static ProblemException wrong(String field, String message) {
        return ProblemException.unprocessable("a field does not fit", List.of(new FieldProblem(field, message)));
    }

    private static ProblemException gone(UUID id) {
        return new ProblemException(HttpStatus.NOT_FOUND, "nothing that still holds has the id " + id);
    }
}

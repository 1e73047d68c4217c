package io.cemfleet.orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.OperatorAction;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.problem.FieldProblem;
import io.cemfleet.a2a.problem.JsonInput;
import io.cemfleet.a2a.problem.ProblemException;
import io.cemfleet.a2a.security.OperatorOnly;
import io.cemfleet.a2a.security.Person;
import io.cemfleet.orchestrator.engine.Acts;
import io.cemfleet.orchestrator.store.IncidentSearch;
import io.cemfleet.orchestrator.store.StoredIncident;
import io.cemfleet.orchestrator.view.IncidentViews;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/incidents}. */
@RestController
@RequestMapping("/api/incidents")
class IncidentController {
    private static final int PAGE = 200;

    private final IncidentSearch search;
    private final IncidentViews views;
    private final Acts acts;
    private final JsonInput input;
    private final TransactionTemplate transactions;

    IncidentController(
            IncidentSearch search, IncidentViews views, Acts acts, JsonInput input, TransactionTemplate transactions) {
        this.search = search;
        this.views = views;
        this.acts = acts;
        this.input = input;
        this.transactions = transactions;
    }

    /** @param next goes back as {@code cursor}; absent on the last page */
    record Listing(List<IncidentView> items, @Nullable String next) {}

    record Ask(
            @NotNull OperatorActionKind action,
            @NotBlank String reason,
            @NotNull Long expectedVersion,
            @Nullable Map<String, Object> parameters) {}

    @GetMapping
    Listing list(
            @RequestParam(name = "status", required = false) @Nullable String status,
            @RequestParam(name = "open_only", defaultValue = "false") boolean openOnly,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "200") int limit) {
        int size = Math.clamp(limit, 1, PAGE);
        List<StoredIncident> page = search.page(known(status), openOnly, Cursor.read(cursor), size);
        return new Listing(
                page.stream().map(views::brief).toList(),
                page.size() < size ? null : Cursor.write(page.getLast().opened()));
    }

    private static @Nullable String known(@Nullable String status) {
        if (status == null || status.isBlank()) {
            return null;
        }
        if (Arrays.stream(IncidentState.values())
                .noneMatch(state -> state.wire().equals(status))) {
            throw ProblemException.unprocessable(
                    "no such status", List.of(new FieldProblem("status", "is no state of an incident")));
        }
        return status;
    }

    @GetMapping("/{incidentId}")
    IncidentView one(@PathVariable("incidentId") String incidentId) {
        return views.find(incidentId).orElseThrow(() -> unknown(incidentId));
    }

    @OperatorOnly
    @PostMapping("/{incidentId}/actions")
    IncidentView act(@PathVariable("incidentId") String incidentId, @RequestBody byte[] body, Person person) {
        JsonNode tree = input.tree(body);
        Ask ask = input.read(tree, Ask.class);
        OperatorAction.Request asked = new OperatorAction.Request(
                incidentId, ask.action(), ask.reason(), person.name(), ask.expectedVersion(), ask.parameters());
        Acts.Act act = Objects.requireNonNull(transactions.execute(status -> acts.act(asked)));
        return switch (act) {
            case Acts.Act.Taken taken -> one(incidentId);
            case Acts.Act.UnknownIncident none -> throw unknown(incidentId);
            case Acts.Act.MovedOn moved -> throw movedOn(moved.present());
            case Acts.Act.NotSupported not ->
                throw new ProblemException(HttpStatus.CONFLICT, "not_supported_in_state: " + not.why());
            case Acts.Act.Malformed bad ->
                throw ProblemException.unprocessable(
                        "a parameter is missing", List.of(new FieldProblem(bad.field(), bad.why())));
        };
    }

    private static ProblemException unknown(String incidentId) {
        return new ProblemException(HttpStatus.NOT_FOUND, "no incident is called " + incidentId);
    }

    private static ProblemException movedOn(long present) {
        ProblemException problem =
                new ProblemException(HttpStatus.CONFLICT, "version_moved_on: the incident is at version " + present);
        problem.getBody().setProperty("version", present);
        return problem;
    }
}

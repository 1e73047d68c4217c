package io.cemfleet.orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.ActionRefusal;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.OperatorAction;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.orchestrator.engine.OperatorCommandService;
import io.cemfleet.orchestrator.store.IncidentSearch;
import io.cemfleet.orchestrator.store.StoredIncident;
import io.cemfleet.orchestrator.view.IncidentViewAssembler;
import io.cemfleet.runtime.page.Page;
import io.cemfleet.runtime.page.PageCursor;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.AuthenticatedUser;
import io.cemfleet.runtime.security.OperatorOnly;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
    private final IncidentSearch search;
    private final IncidentViewAssembler views;
    private final OperatorCommandService acts;
    private final JsonInput input;
    private final TransactionTemplate transactions;

    IncidentController(
            IncidentSearch search,
            IncidentViewAssembler views,
            OperatorCommandService acts,
            JsonInput input,
            TransactionTemplate transactions) {
        this.search = search;
        this.views = views;
        this.acts = acts;
        this.input = input;
        this.transactions = transactions;
    }

    record OperatorCommandBody(
            @NotNull OperatorActionKind action,
            @NotBlank String reason,
            @NotNull Long expectedVersion,
            @Nullable Map<String, Object> parameters) {}

    @GetMapping
    Page<IncidentView> list(
            @RequestParam(name = "status", required = false) @Nullable String status,
            @RequestParam(name = "open_only", defaultValue = "false") boolean openOnly,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "200") int limit) {
        int size = Math.clamp(limit, 1, Page.MOST);
        List<StoredIncident> found = search.page(known(status), openOnly, PageCursor.below(cursor), size + 1);
        return Page.of(found, size, incident -> List.of(incident.opened())).map(views::brief);
    }

    private static @Nullable String known(@Nullable String status) {
        if (status == null || status.isBlank()) {
            return null;
        }
        if (IncidentState.known().stream().noneMatch(state -> state.wire().equals(status))) {
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
    IncidentView act(
            @PathVariable("incidentId") String incidentId, @RequestBody byte[] body, AuthenticatedUser person) {
        JsonNode tree = input.tree(body);
        OperatorCommandBody ask = input.read(tree, OperatorCommandBody.class);
        OperatorAction.Request request = new OperatorAction.Request(
                incidentId, ask.action(), ask.reason(), person.name(), ask.expectedVersion(), ask.parameters());
        OperatorCommandService.OperatorCommandResult act =
                Objects.requireNonNull(transactions.execute(status -> acts.act(request)));
        return switch (act) {
            case OperatorCommandService.OperatorCommandResult.Applied taken -> one(incidentId);
            case OperatorCommandService.OperatorCommandResult.UnknownIncident none -> throw unknown(incidentId);
            case OperatorCommandService.OperatorCommandResult.VersionConflict moved -> throw movedOn(moved.present());
            case OperatorCommandService.OperatorCommandResult.NotSupported not ->
                throw new ProblemException(
                        HttpStatus.CONFLICT, ActionRefusal.NOT_SUPPORTED_IN_STATE.wire() + ": " + not.why());
            case OperatorCommandService.OperatorCommandResult.Malformed bad ->
                throw ProblemException.unprocessable(
                        "a parameter is missing", List.of(new FieldProblem(bad.field(), bad.why())));
        };
    }

    private static ProblemException unknown(String incidentId) {
        return new ProblemException(HttpStatus.NOT_FOUND, "no incident is called " + incidentId);
    }

    private static ProblemException movedOn(long present) {
        ProblemException problem = new ProblemException(
                HttpStatus.CONFLICT, ActionRefusal.VERSION_MOVED_ON.wire() + ": the incident is at version " + present);
        problem.getBody().setProperty("version", present);
        return problem;
    }
}

package io.cemfleet.tunnel.a2a;

import io.cemfleet.runtime.page.Page;
import io.cemfleet.runtime.page.PageCursor;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.AuthenticatedUser;
import io.cemfleet.runtime.security.OperatorOnly;
import io.cemfleet.tunnel.a2a.ControlRequests.CapsRequest;
import io.cemfleet.tunnel.a2a.ControlRequests.FreezeRequest;
import io.cemfleet.tunnel.a2a.ControlRequests.ProtectedNodesRequest;
import io.cemfleet.tunnel.a2a.ControlRequests.StopRequest;
import io.cemfleet.tunnel.control.ControlCommandService;
import io.cemfleet.tunnel.control.ControlCommandService.ChangeAuthor;
import io.cemfleet.tunnel.control.WriteVerdictStore;
import io.cemfleet.tunnel.policy.AutomationControls;
import io.cemfleet.tunnel.policy.ChangeFreeze;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.southbound.ControllerPort;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The controls on automation; every change carries an operator and a reason. */
@RestController
@RequestMapping("/api/controls")
class ControlsController {
    private final ControlCommandService desk;
    private final WriteVerdictStore verdicts;
    private final ControllerPort network;
    private final JsonInput input;
    private final Clock clock;

    ControlsController(
            ControlCommandService desk,
            WriteVerdictStore verdicts,
            ControllerPort network,
            JsonInput input,
            Clock clock) {
        this.desk = desk;
        this.verdicts = verdicts;
        this.network = network;
        this.input = input;
        this.clock = clock;
    }

    @GetMapping
    AutomationControls now() {
        return desk.now();
    }

    @OperatorOnly
    @PutMapping("/stop")
    AutomationControls stop(@RequestBody byte[] body, AuthenticatedUser person) {
        StopRequest request = read(body, StopRequest.class);
        return desk.stop(request.stopped(), new ChangeAuthor(person.name(), request.reason()));
    }

    @OperatorOnly
    @PostMapping("/freezes")
    ResponseEntity<ChangeFreeze> freeze(@RequestBody byte[] body, AuthenticatedUser person) {
        FreezeRequest request = read(body, FreezeRequest.class);
        ChangeAuthor act = new ChangeAuthor(person.name(), request.reason());
        Instant now = clock.instant();
        Instant from = request.from() == null ? now : request.from();
        if (!request.until().isAfter(from) || !request.until().isAfter(now)) {
            throw wrong(List.of(new FieldProblem("until", "must be after from, and in the future")));
        }
        List<String> nodes = request.nodes() == null ? List.of() : request.nodes();
        var freeze =
                new ChangeFreeze(UUID.randomUUID(), from, request.until(), known(nodes), act.reason(), act.actor());
        desk.freeze(freeze);
        return ResponseEntity.status(HttpStatus.CREATED).body(freeze);
    }

    @OperatorOnly
    @DeleteMapping("/freezes/{id}")
    ResponseEntity<Void> lift(
            @PathVariable("id") UUID id,
            @RequestParam(name = "reason", required = false) @Nullable String reason,
            AuthenticatedUser person) {
        if (reason == null || reason.isBlank()) {
            throw wrong(List.of(new FieldProblem("reason", "must not be blank")));
        }
        if (!desk.lift(id, new ChangeAuthor(person.name(), reason))) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "no freeze that runs or is to come has the id " + id);
        }
        return ResponseEntity.noContent().build();
    }

    @OperatorOnly
    @PutMapping("/protected-nodes")
    AutomationControls protect(@RequestBody byte[] body, AuthenticatedUser person) {
        ProtectedNodesRequest request = read(body, ProtectedNodesRequest.class);
        return desk.protect(known(request.nodes()), new ChangeAuthor(person.name(), request.reason()));
    }

    @OperatorOnly
    @PutMapping("/caps")
    AutomationControls cap(@RequestBody byte[] body, AuthenticatedUser person) {
        CapsRequest request = read(body, CapsRequest.class);
        return desk.cap(request.caps().caps(), new ChangeAuthor(person.name(), request.reason()));
    }

    @GetMapping("/verdicts")
    Page<WriteVerdictStore.VerdictItem> verdicts(
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "incident_id", required = false) @Nullable String incidentId) {
        List<WriteVerdictStore.StoredVerdict> found =
                verdicts.page(PageCursor.below(cursor), incidentId, Page.MOST + 1);
        return Page.of(found, Page.MOST, verdict -> List.of(verdict.number()))
                .map(WriteVerdictStore.StoredVerdict::item);
    }

    private <T> T read(byte[] body, Class<T> type) {
        return input.read(input.tree(body), type);
    }

    /**
     * Rejects misspelt routers, which would protect nothing. Where the network cannot be read, the names are accepted
     * as they are.
     */
    private Set<String> known(List<String> nodes) {
        if (!nodes.isEmpty() && network.routers() instanceof StepOutcome.Done<Set<String>>(var routers)) {
            var problems = new ArrayList<FieldProblem>();
            for (int i = 0; i < nodes.size(); i++) {
                if (!routers.contains(nodes.get(i))) {
                    problems.add(new FieldProblem("nodes[" + i + "]", "the network has no router " + nodes.get(i)));
                }
            }
            if (!problems.isEmpty()) {
                throw wrong(problems);
            }
        }
        return Set.copyOf(nodes);
    }

    private static ProblemException wrong(List<FieldProblem> problems) {
        return ProblemException.unprocessable("a field does not fit", problems);
    }
}

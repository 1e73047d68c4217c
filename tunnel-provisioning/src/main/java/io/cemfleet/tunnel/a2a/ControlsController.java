package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.problem.FieldProblem;
import io.cemfleet.a2a.problem.JsonInput;
import io.cemfleet.a2a.problem.ProblemException;
import io.cemfleet.a2a.security.OperatorOnly;
import io.cemfleet.a2a.security.Person;
import io.cemfleet.tunnel.a2a.ControlRequests.CapsAsk;
import io.cemfleet.tunnel.a2a.ControlRequests.FreezeAsk;
import io.cemfleet.tunnel.a2a.ControlRequests.NodesAsk;
import io.cemfleet.tunnel.a2a.ControlRequests.StopAsk;
import io.cemfleet.tunnel.control.ControlDesk;
import io.cemfleet.tunnel.control.ControlDesk.Act;
import io.cemfleet.tunnel.control.Verdicts;
import io.cemfleet.tunnel.policy.Controls;
import io.cemfleet.tunnel.policy.Freeze;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.southbound.Controller;
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

/** The controls on automation; every change names a person and a reason. */
@RestController
@RequestMapping("/api/controls")
class ControlsController {
    private static final int PAGE = 200;

    private final ControlDesk desk;
    private final Verdicts verdicts;
    private final Controller network;
    private final JsonInput input;
    private final Clock clock;

    ControlsController(ControlDesk desk, Verdicts verdicts, Controller network, JsonInput input, Clock clock) {
        this.desk = desk;
        this.verdicts = verdicts;
        this.network = network;
        this.input = input;
        this.clock = clock;
    }

    record Page(List<Verdicts.Item> items, @Nullable String next) {}

    @GetMapping
    Controls now() {
        return desk.now();
    }

    @OperatorOnly
    @PutMapping("/stop")
    Controls stop(@RequestBody byte[] body, Person person) {
        StopAsk ask = read(body, StopAsk.class);
        return desk.stop(ask.stopped(), new Act(person.name(), ask.reason()));
    }

    @OperatorOnly
    @PostMapping("/freezes")
    ResponseEntity<Freeze> freeze(@RequestBody byte[] body, Person person) {
        FreezeAsk ask = read(body, FreezeAsk.class);
        Act act = new Act(person.name(), ask.reason());
        Instant now = clock.instant();
        Instant from = ask.from() == null ? now : ask.from();
        if (!ask.until().isAfter(from) || !ask.until().isAfter(now)) {
            throw wrong(List.of(new FieldProblem("until", "must be after from, and in the future")));
        }
        List<String> nodes = ask.nodes() == null ? List.of() : ask.nodes();
        var freeze = new Freeze(UUID.randomUUID(), from, ask.until(), known(nodes), act.reason(), act.actor());
        desk.freeze(freeze);
        return ResponseEntity.status(HttpStatus.CREATED).body(freeze);
    }

    @OperatorOnly
    @DeleteMapping("/freezes/{id}")
    ResponseEntity<Void> lift(
            @PathVariable("id") UUID id,
            @RequestParam(name = "reason", required = false) @Nullable String reason,
            Person person) {
        if (reason == null || reason.isBlank()) {
            throw wrong(List.of(new FieldProblem("reason", "must not be blank")));
        }
        if (!desk.lift(id, new Act(person.name(), reason))) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "no freeze that runs or is to come has the id " + id);
        }
        return ResponseEntity.noContent().build();
    }

    @OperatorOnly
    @PutMapping("/protected-nodes")
    Controls protect(@RequestBody byte[] body, Person person) {
        NodesAsk ask = read(body, NodesAsk.class);
        return desk.protect(known(ask.nodes()), new Act(person.name(), ask.reason()));
    }

    @OperatorOnly
    @PutMapping("/caps")
    Controls cap(@RequestBody byte[] body, Person person) {
        CapsAsk ask = read(body, CapsAsk.class);
        return desk.cap(ask.caps().caps(), new Act(person.name(), ask.reason()));
    }

    @GetMapping("/verdicts")
    Page verdicts(
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "incident_id", required = false) @Nullable String incidentId) {
        List<Verdicts.Kept> found = verdicts.page(Cursor.before(cursor), incidentId, PAGE + 1);
        List<Verdicts.Kept> shown = found.subList(0, Math.min(PAGE, found.size()));
        return new Page(
                shown.stream().map(Verdicts.Kept::item).toList(),
                found.size() > PAGE ? Cursor.of(shown.getLast().number()) : null);
    }

    private <T> T read(byte[] body, Class<T> type) {
        return input.read(input.tree(body), type);
    }

    /** A misspelt router would protect nothing. Where the network cannot be read, what is asked for holds as it is. */
    private Set<String> known(List<String> nodes) {
        if (!nodes.isEmpty() && network.routers() instanceof Outcome.Done<Set<String>>(var routers)) {
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

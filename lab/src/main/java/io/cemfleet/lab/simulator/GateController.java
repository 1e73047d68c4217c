package io.cemfleet.lab.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /lab/gates}. */
@RestController
@RequestMapping("/lab/gates")
final class GateController {
    private final RequestGates gates;

    GateController(RequestGates gates) {
        this.gates = gates;
    }

    record GateOrder(
            @Nullable String face,
            @Nullable String method,
            @Nullable String pathContains,
            @Nullable String operation,
            @Nullable String bodyContains,
            @Nullable Boolean after) {}

    /** @param held the requests that it holds now, including those whose client has gone */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShownGate(
            String gateId,
            String face,
            @Nullable String method,
            @Nullable String pathContains,
            @Nullable String operation,
            @Nullable String bodyContains,
            boolean after,
            int held,
            List<RequestGates.HeldRequest> requests) {
        static ShownGate of(RequestGates.State state) {
            RequestGate gate = state.gate();
            return new ShownGate(
                    gate.id(),
                    gate.face().wireName(),
                    gate.method(),
                    gate.pathContains(),
                    gate.operation(),
                    gate.bodyContains(),
                    gate.after(),
                    state.held().size(),
                    state.held());
        }
    }

    record Items(List<ShownGate> items) {}

    record GateOpened(String gateId, int released) {}

    @PostMapping
    ResponseEntity<?> close(@RequestBody GateOrder order) {
        Optional<SimulatedSystem> face = SimulatedSystem.named(order.face());
        if (face.isEmpty()) {
            return SimulationProblems.unprocessable(
                    List.of(SimulationProblems.oneOf("face", SimulatedSystem.values())));
        }
        RequestGate gate = gates.close(id -> new RequestGate(
                id,
                face.get(),
                given(order.method()),
                given(order.pathContains()),
                given(order.operation()),
                given(order.bodyContains()),
                Boolean.TRUE.equals(order.after())));
        return ResponseEntity.ok(ShownGate.of(new RequestGates.State(gate, List.of())));
    }

    @GetMapping
    Items list() {
        return new Items(gates.list().stream().map(ShownGate::of).toList());
    }

    @PostMapping("/{id}/open")
    ResponseEntity<?> open(@PathVariable String id) {
        return opened(id, false);
    }

    @PostMapping("/{id}/drop")
    ResponseEntity<?> drop(@PathVariable String id) {
        return opened(id, true);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<?> forget(@PathVariable String id) {
        return opened(id, false);
    }

    @DeleteMapping
    ResponseEntity<Void> forgetAll() {
        gates.openAll(false);
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<?> opened(String id, boolean drop) {
        return gates.open(id, drop)
                .<ResponseEntity<?>>map(released -> ResponseEntity.ok(new GateOpened(id, released)))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND)
                        .body(ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "no gate " + id)));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}

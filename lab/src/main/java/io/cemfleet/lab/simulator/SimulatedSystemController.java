package io.cemfleet.lab.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /lab/faults} and {@code /lab/faces/{face}/requests}. */
@RestController
@RequestMapping("/lab")
final class SimulatedSystemController {
    private final RequestRecorder requests;
    private final FaultQueue faults;

    SimulatedSystemController(RequestRecorder requests, FaultQueue faults) {
        this.requests = requests;
        this.faults = faults;
    }

    record FaultOrder(
            @Nullable String face, @Nullable String kind, @Nullable Integer count, @Nullable String operation) {}

    record ShownFault(
            String face,
            String kind,
            int count,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String operation) {
        static ShownFault of(InjectedFault fault) {
            return new ShownFault(fault.face().wireName(), fault.kind().wireName(), fault.count(), fault.operation());
        }
    }

    record Items<T>(List<T> items) {}

    @PostMapping("/faults")
    ResponseEntity<?> order(@RequestBody FaultOrder order) {
        Optional<SimulatedSystem> face = SimulatedSystem.named(order.face());
        Optional<FaultKind> kind = FaultKind.named(order.kind());
        int count = order.count() == null ? 1 : order.count();
        List<Map<String, String>> errors = new ArrayList<>();
        if (face.isEmpty()) {
            errors.add(SimulationProblems.oneOf("face", SimulatedSystem.values()));
        }
        if (kind.isEmpty()) {
            errors.add(SimulationProblems.oneOf("kind", FaultKind.values()));
        }
        if (count < 1) {
            errors.add(SimulationProblems.error("count", "at least 1"));
        }
        if (face.isEmpty() || kind.isEmpty() || !errors.isEmpty()) {
            return SimulationProblems.unprocessable(errors);
        }
        String operation = order.operation() == null || order.operation().isBlank() ? null : order.operation();
        InjectedFault fault = new InjectedFault(face.get(), kind.get(), count, operation);
        faults.add(fault);
        return ResponseEntity.ok(ShownFault.of(fault));
    }

    @GetMapping("/faults")
    Items<ShownFault> waiting() {
        return new Items<>(faults.list().stream().map(ShownFault::of).toList());
    }

    @DeleteMapping("/faults")
    ResponseEntity<Void> forget() {
        faults.clear();
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/faces/{face}/requests")
    ResponseEntity<?> list(@PathVariable String face) {
        return SimulatedSystem.named(face)
                .<ResponseEntity<?>>map(f -> ResponseEntity.ok(new Items<>(
                        requests.list(f).stream().map(RecordedRequest::shown).toList())))
                .orElseGet(SimulatedSystemController::unknownFace);
    }

    @DeleteMapping("/faces/{face}/requests")
    ResponseEntity<?> clear(@PathVariable String face) {
        Optional<SimulatedSystem> known = SimulatedSystem.named(face);
        if (known.isEmpty()) {
            return unknownFace();
        }
        requests.clear(known.get());
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<?> unknownFace() {
        return SimulationProblems.unprocessable(List.of(SimulationProblems.oneOf("face", SimulatedSystem.values())));
    }
}

package io.cemfleet.lab.openrouter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /lab/openrouter/behaviour}. */
@RestController
@RequestMapping("/lab/openrouter/behaviour")
final class ModelBehaviourController {
    private static final int DEFAULT_DELAY_MS = 45_000;
    private static final int LONGEST_DELAY_MS = 600_000;

    private final ModelBehaviour behaviour;

    ModelBehaviourController(ModelBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    /** @param delayMs of a slow answer, to 600,000; 45,000 where none is given */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(@Nullable String mode, @Nullable Integer count, @Nullable String model, @Nullable Integer delayMs) {

        static Shown of(ModelBehaviour.Order order) {
            Integer delay =
                    order.mode() == BehaviourMode.SLOW ? (int) order.delay().toMillis() : null;
            return new Shown(order.mode().wireName(), order.count(), order.model(), delay);
        }
    }

    @GetMapping
    Shown now() {
        return Shown.of(behaviour.get());
    }

    @PostMapping
    ResponseEntity<?> set(@RequestBody Shown order) {
        BehaviourMode mode = BehaviourMode.named(order.mode()).orElse(null);
        if (mode == null) {
            return wrong(
                    "mode",
                    "one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(BehaviourMode.values())
                                            .map(BehaviourMode::wireName)
                                            .toList()));
        }
        if (order.count() != null && order.count() < 1) {
            return wrong("count", "at least 1");
        }
        int delay = order.delayMs() == null ? DEFAULT_DELAY_MS : order.delayMs();
        if (delay < 0 || delay > LONGEST_DELAY_MS) {
            return wrong("delay_ms", "from 0 to " + LONGEST_DELAY_MS);
        }
        behaviour.set(new ModelBehaviour.Order(
                mode,
                order.count(),
                order.model(),
                mode == BehaviourMode.SLOW ? Duration.ofMillis(delay) : Duration.ZERO));
        return ResponseEntity.ok(now());
    }

    private static ResponseEntity<ProblemDetail> wrong(String field, String message) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, field + ": " + message);
        problem.setProperty("errors", List.of(Map.of("field", field, "message", message)));
        return ResponseEntity.unprocessableEntity().body(problem);
    }
}

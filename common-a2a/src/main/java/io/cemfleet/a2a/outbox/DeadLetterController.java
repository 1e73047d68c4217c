package io.cemfleet.a2a.outbox;

import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.AdminOnly;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Messages that another agent refused for good: operators can list and replay them. */
@AdminOnly
@RestController
@RequestMapping("/api/outbox/dead-letters")
public class DeadLetterController {
    private static final int SHOWN = 200;

    private final OutboxStore store;

    public DeadLetterController(OutboxStore store) {
        this.store = store;
    }

    record DeadLetterPage(List<Map<String, Object>> items) {}

    @GetMapping
    DeadLetterPage list() {
        return new DeadLetterPage(store.dead(SHOWN));
    }

    @PostMapping("/{position}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void replay(@PathVariable("position") long position) {
        if (!store.replay(position)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "no dead letter stands at " + position);
        }
    }
}

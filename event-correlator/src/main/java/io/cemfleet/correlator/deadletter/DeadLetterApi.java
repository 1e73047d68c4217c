package io.cemfleet.correlator.deadletter;

import io.cemfleet.runtime.page.PositionCursor;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.OperatorOnly;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/dead-letters}: records that could not be used, and their replay. */
@RestController
@RequestMapping("/api/dead-letters")
class DeadLetterApi {
    private static final int PAGE = 200;

    private final DeadLetterStore letters;

    DeadLetterApi(DeadLetterStore letters) {
        this.letters = letters;
    }

    record Page(List<DeadLetterStore.DeadLetterEntry> items, @Nullable String next) {}

    @GetMapping
    Page list(@RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        long below = PositionCursor.below(cursor);
        List<DeadLetterStore.DeadLetterEntry> found = letters.list(below, PAGE + 1);
        return found.size() > PAGE
                ? new Page(
                        found.subList(0, PAGE),
                        String.valueOf(found.get(PAGE - 1).id()))
                : new Page(found, null);
    }

    @OperatorOnly
    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void replay(@PathVariable("id") long id) {
        if (!letters.replay(id)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "no dead letter " + id + " could be sent again");
        }
    }
}

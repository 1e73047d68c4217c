package io.cemfleet.correlator.deadletter;

import io.cemfleet.runtime.page.Page;
import io.cemfleet.runtime.page.PageCursor;
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
    private final DeadLetterStore letters;

    DeadLetterApi(DeadLetterStore letters) {
        this.letters = letters;
    }

    @GetMapping
    Page<DeadLetterStore.DeadLetterEntry> list(
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        List<DeadLetterStore.DeadLetterEntry> found = letters.list(PageCursor.below(cursor), Page.MOST + 1);
        return Page.of(found, Page.MOST, letter -> List.of(letter.id()));
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

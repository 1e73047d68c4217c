package io.cemfleet.audit.query;

import io.cemfleet.audit.seal.QuarantineStore;
import io.cemfleet.audit.seal.TrailAnnotator;
import io.cemfleet.audit.trail.TrailNote;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.AdminOnly;
import io.cemfleet.runtime.security.AuthenticatedUser;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Problems of single records: quarantined events, and an administrator's acceptance of a damaged row. */
@RestController
@RequestMapping("/api")
class TrailNoteController {
    private static final int SHOWN = 200;

    private final TrailAnnotator annotator;
    private final QuarantineStore aside;
    private final JsonInput input;

    TrailNoteController(TrailAnnotator annotator, QuarantineStore aside, JsonInput input) {
        this.annotator = annotator;
        this.aside = aside;
        this.input = input;
    }

    /** @param sequence of the row */
    record Acceptance(@NotNull @Min(1) Long sequence, @NotBlank @Size(max = 500) String reason) {}

    record Listing(List<Map<String, Object>> items) {}

    @GetMapping("/put-aside")
    Listing putAside() {
        return new Listing(aside.newest(SHOWN));
    }

    /** Records that a row is accepted although its text cannot be restored. */
    @AdminOnly
    @PostMapping("/notes")
    @ResponseStatus(HttpStatus.CREATED)
    TrailNote accept(@RequestBody byte[] body, AuthenticatedUser person) throws SQLException, IOException {
        Acceptance acceptance = input.read(input.tree(body), Acceptance.class);
        return annotator
                .accept(acceptance.sequence(), acceptance.reason(), person.name())
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.CONFLICT,
                        "row " + acceptance.sequence() + " does not show the fault that a note is for"));
    }
}

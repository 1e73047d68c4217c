package io.cemfleet.enhancement.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.page.Page;
import io.cemfleet.runtime.page.PageCursor;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.AuthenticatedUser;
import io.cemfleet.runtime.security.OperatorOnly;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The history per tenant, each enhancement with its text and sources, and feedback. */
@RestController
@RequestMapping("/api/enhancements")
class EnhancementController {
    private static final List<String> STATES = List.of("pending", "completed", "failed");

    private final EnhancementHistory history;
    private final EnhancementResultStore results;
    private final FeedbackStore feedback;
    private final JsonInput input;

    EnhancementController(
            EnhancementHistory history, EnhancementResultStore results, FeedbackStore feedback, JsonInput input) {
        this.history = history;
        this.results = results;
        this.feedback = feedback;
        this.input = input;
    }

    /** @param text absent until it has been written */
    record Detail(
            @JsonUnwrapped EnhancementView enhancement,
            @JsonUnwrapped EnhancementResultStore.@Nullable StoredEnhancement text,
            List<FeedbackStore.FeedbackEntry> feedback) {}

    @GetMapping
    Page<EnhancementView> list(
            @RequestParam(name = "tenant_id", required = false) @Nullable String tenant,
            @RequestParam(name = "ticket_id", required = false) @Nullable String ticket,
            @RequestParam(name = "status", required = false) @Nullable String status,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        int size = Math.clamp(limit, 1, Page.MOST);
        if (tenant != null && !tenant.matches("[a-z0-9-]{1,100}")) {
            return new Page<>(List.of(), null);
        }
        if (ticket != null && SafeText.fault(ticket) != null) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "ticket_id " + SafeText.fault(ticket));
        }
        if (status != null && !STATES.contains(status)) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "status is one of " + String.join(", ", STATES));
        }
        List<EnhancementView> found = history.page(tenant, ticket, status, PageCursor.below(cursor), size + 1);
        return Page.of(found, size, enhancement -> List.of(enhancement.id()));
    }

    @GetMapping("/{jobId}")
    Detail one(@PathVariable("jobId") UUID jobId) {
        EnhancementView found = known(jobId);
        return new Detail(
                found, results.text(found.tenantId(), jobId).orElse(null), feedback.of(found.tenantId(), jobId));
    }

    @OperatorOnly
    @PostMapping("/{jobId}/feedback")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void thumb(@PathVariable("jobId") UUID jobId, @RequestBody byte[] body, AuthenticatedUser person) {
        EnhancementView found = known(jobId);
        feedback.keep(
                found.tenantId(),
                jobId,
                person.name(),
                input.read(input.tree(body), FeedbackStore.FeedbackRequest.class));
    }

    private EnhancementView known(UUID jobId) {
        return history.find(jobId)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "no enhancement of job " + jobId));
    }
}

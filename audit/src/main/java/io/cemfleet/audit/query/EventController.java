package io.cemfleet.audit.query;

import io.cemfleet.a2a.contract.GetTimeline;
import io.cemfleet.a2a.problem.FieldProblem;
import io.cemfleet.a2a.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trail for people, newest first. */
@RestController
@RequestMapping("/api")
class EventController {
    private static final int PAGE = 200;

    private final TrailReader trail;

    EventController(TrailReader trail) {
        this.trail = trail;
    }

    record Page(List<GetTimeline.Event> items, @Nullable String next) {}

    @GetMapping("/events")
    Page events(
            @RequestParam(name = "incident_id", required = false) @Nullable String incidentId,
            @RequestParam(name = "event_type", required = false) @Nullable String eventType,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        List<GetTimeline.Event> events = trail.page(incidentId, eventType, below(cursor), PAGE);
        String next =
                events.size() < PAGE ? null : String.valueOf(events.getLast().sequence());
        return new Page(events, next);
    }

    private static long below(@Nullable String cursor) {
        try {
            return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw ProblemException.unprocessable(
                    "the cursor is not one of ours", List.of(new FieldProblem("cursor", "is not a cursor")));
        }
    }
}

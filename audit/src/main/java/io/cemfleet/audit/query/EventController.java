package io.cemfleet.audit.query;

import io.cemfleet.a2a.contract.GetTimeline;
import io.cemfleet.runtime.page.PositionCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trail for operators, newest first. */
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
        List<GetTimeline.Event> events = trail.page(incidentId, eventType, PositionCursor.below(cursor), PAGE);
        String next =
                events.size() < PAGE ? null : String.valueOf(events.getLast().sequence());
        return new Page(events, next);
    }
}

package io.cemfleet.audit.query;

import io.cemfleet.a2a.contract.GetTimeline;
import io.cemfleet.runtime.page.Page;
import io.cemfleet.runtime.page.PageCursor;
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
    private final TrailReader trail;

    EventController(TrailReader trail) {
        this.trail = trail;
    }

    @GetMapping("/events")
    Page<GetTimeline.Event> events(
            @RequestParam(name = "incident_id", required = false) @Nullable String incidentId,
            @RequestParam(name = "event_type", required = false) @Nullable String eventType,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        List<GetTimeline.Event> found = trail.page(incidentId, eventType, PageCursor.below(cursor), Page.MOST + 1);
        return Page.of(found, Page.MOST, event -> List.of(event.sequence()));
    }
}

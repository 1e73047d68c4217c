package io.cemfleet.traffic.a2a;

import io.cemfleet.runtime.page.Page;
import io.cemfleet.runtime.page.PageCursor;
import io.cemfleet.traffic.sample.LinkSample;
import io.cemfleet.traffic.sample.SampleStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/utilisation}: the newest sample of each direction with its age, newest first. */
@RestController
class UtilisationController {
    private final SampleStore store;
    private final Clock clock;

    UtilisationController(SampleStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    record Utilisation(
            String linkId,
            String from,
            String to,
            double utilisation,
            @Nullable Double capacityMbps,
            Instant measuredAt,
            long ageSeconds) {}

    @GetMapping("/api/utilisation")
    Page<Utilisation> utilisation(@RequestParam(required = false) @Nullable String cursor) {
        LinkSample after = PageCursor.read(cursor, 3)
                .map(position -> new LinkSample(position.text(1), position.text(2), "", 0, null, position.time(0)))
                .orElse(null);
        List<LinkSample> found = store.latest(after, Page.MOST + 1);
        return Page.of(found, Page.MOST, sample -> List.of(sample.measuredAt(), sample.linkId(), sample.from()))
                .map(this::utilisation);
    }

    private Utilisation utilisation(LinkSample sample) {
        return new Utilisation(
                sample.linkId(),
                sample.from(),
                sample.to(),
                sample.utilisation(),
                sample.capacityMbps(),
                sample.measuredAt(),
                Math.max(
                        0,
                        Duration.between(sample.measuredAt(), clock.instant()).toSeconds()));
    }
}

package io.cemfleet.traffic.a2a;

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
    private static final int PAGE = 200;

    private final SampleStore store;
    private final Clock clock;

    UtilisationController(SampleStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    record Page(List<Item> items, @Nullable String next) {}

    record Item(
            String linkId,
            String from,
            String to,
            double utilisation,
            @Nullable Double capacityMbps,
            Instant measuredAt,
            long ageSeconds) {}

    @GetMapping("/api/utilisation")
    Page utilisation(@RequestParam(required = false) @Nullable String cursor) {
        List<LinkSample> found = store.latest(cursor == null ? null : parse(cursor), PAGE + 1);
        List<LinkSample> shown = found.subList(0, Math.min(PAGE, found.size()));
        return new Page(shown.stream().map(this::item).toList(), found.size() > PAGE ? cursor(shown.getLast()) : null);
    }

    private Item item(LinkSample sample) {
        return new Item(
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

    private static String cursor(LinkSample last) {
        return ListCursor.of(last.measuredAt(), last.linkId(), last.from());
    }

    private static LinkSample parse(String cursor) {
        return ListCursor.read(
                cursor,
                3,
                parts -> new LinkSample(parts.get(1), parts.get(2), "", 0, null, Instant.parse(parts.get(0))));
    }
}

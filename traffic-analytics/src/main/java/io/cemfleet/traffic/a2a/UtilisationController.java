package io.cemfleet.traffic.a2a;

import io.cemfleet.a2a.problem.FieldProblem;
import io.cemfleet.a2a.problem.ProblemException;
import io.cemfleet.traffic.sample.LinkSample;
import io.cemfleet.traffic.sample.SampleStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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
        String plain = last.measuredAt() + "|" + last.linkId() + "|" + last.from();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static LinkSample parse(String cursor) {
        try {
            List<String> parts =
                    List.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\|", -1));
            if (parts.size() != 3) {
                throw new IllegalArgumentException("three parts");
            }
            return new LinkSample(parts.get(1), parts.get(2), "", 0, null, Instant.parse(parts.get(0)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw ProblemException.unprocessable(
                    "the cursor is not one of this list's", List.of(new FieldProblem("cursor", "cannot be read")));
        }
    }
}

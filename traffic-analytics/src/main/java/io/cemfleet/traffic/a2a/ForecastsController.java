package io.cemfleet.traffic.a2a;

import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.traffic.watch.CongestionEpisode;
import io.cemfleet.traffic.watch.EpisodeStore;
import io.cemfleet.traffic.watch.ForecastVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/forecasts}: the forecasts that were sent as alerts, newest first, with their verdicts. */
@RestController
class ForecastsController {
    private static final int PAGE = 200;

    private final EpisodeStore episodes;

    ForecastsController(EpisodeStore episodes) {
        this.episodes = episodes;
    }

    /** @param totals of the whole ledger, by verdict */
    record Page(List<CongestionEpisode> items, @Nullable String next, Map<ForecastVerdict, Long> totals) {}

    private record Cursor(Instant raisedAt, UUID episodeId) {}

    @GetMapping("/api/forecasts")
    Page forecasts(
            @RequestParam(name = "link_id", required = false) @Nullable String linkId,
            @RequestParam(required = false) @Nullable String verdict,
            @RequestParam(required = false) @Nullable String cursor) {
        Cursor after = cursor == null ? null : parse(cursor);
        List<CongestionEpisode> found = episodes.list(
                new EpisodeStore.Filter(linkId, verdict == null ? null : verdict(verdict)),
                after == null ? null : after.raisedAt(),
                after == null ? null : after.episodeId(),
                PAGE + 1);
        List<CongestionEpisode> shown = found.subList(0, Math.min(PAGE, found.size()));
        return new Page(shown, found.size() > PAGE ? cursor(shown.getLast()) : null, episodes.totals());
    }

    private static ForecastVerdict verdict(String wire) {
        return ForecastVerdict.of(wire)
                .orElseThrow(() -> ProblemException.unprocessable(
                        "there is no such verdict",
                        List.of(new FieldProblem(
                                "verdict", "must be one of pending, hit, miss, unknown, unforeseen"))));
    }

    private static String cursor(CongestionEpisode last) {
        return ListCursor.of(last.raisedAt(), last.episodeId());
    }

    private static Cursor parse(String cursor) {
        return ListCursor.read(
                cursor, 2, parts -> new Cursor(Instant.parse(parts.getFirst()), UUID.fromString(parts.getLast())));
    }
}

package io.cemfleet.traffic.a2a;

import io.cemfleet.runtime.page.Page;
import io.cemfleet.runtime.page.PageCursor;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.traffic.watch.CongestionEpisode;
import io.cemfleet.traffic.watch.EpisodeStore;
import io.cemfleet.traffic.watch.ForecastVerdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/forecasts}: the forecasts that were sent as alerts, newest first, with their verdicts. */
@RestController
class ForecastsController {
    private final EpisodeStore episodes;

    ForecastsController(EpisodeStore episodes) {
        this.episodes = episodes;
    }

    /** @param totals of the whole ledger, by verdict */
    record ForecastPage(List<CongestionEpisode> items, @Nullable String next, Map<ForecastVerdict, Long> totals) {}

    @GetMapping("/api/forecasts")
    ForecastPage forecasts(
            @RequestParam(name = "link_id", required = false) @Nullable String linkId,
            @RequestParam(required = false) @Nullable String verdict,
            @RequestParam(required = false) @Nullable String cursor) {
        PageCursor after = PageCursor.read(cursor, 2).orElse(null);
        List<CongestionEpisode> found = episodes.list(
                new EpisodeStore.Filter(linkId, verdict == null ? null : verdict(verdict)),
                after == null ? null : after.time(0),
                after == null ? null : after.uuid(1),
                Page.MOST + 1);
        Page<CongestionEpisode> page =
                Page.of(found, Page.MOST, episode -> List.of(episode.raisedAt(), episode.episodeId()));
        return new ForecastPage(page.items(), page.next(), episodes.totals());
    }

    private static ForecastVerdict verdict(String wire) {
        return ForecastVerdict.of(wire)
                .orElseThrow(() -> ProblemException.unprocessable(
                        "there is no such verdict",
                        List.of(new FieldProblem(
                                "verdict", "must be one of pending, hit, miss, unknown, unforeseen"))));
    }
}

package io.cemfleet.traffic.watch;

import io.cemfleet.runtime.time.SqlTime;
import io.cemfleet.traffic.sample.SampleStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code forecast_episode}: forecasts and their verdicts. */
@Repository
public class EpisodeStore {
    private final JdbcClient jdbc;
    private final SampleStore samples;

    EpisodeStore(JdbcClient jdbc, SampleStore samples) {
        this.jdbc = jdbc;
        this.samples = samples;
    }

    /** The filters of a list; null means no filter. */
    public record Filter(@Nullable String linkId, @Nullable ForecastVerdict verdict) {}

    /** The running episode of each link, by link id. */
    Map<String, CongestionEpisode> open() {
        return jdbc
                .sql("select * from forecast_episode where cleared_at is null")
                .query(EpisodeStore::episode)
                .list()
                .stream()
                .collect(Collectors.toMap(CongestionEpisode::linkId, Function.identity()));
    }

    /** Starts an episode; false when its link already has one. */
    boolean add(CongestionEpisode episode) {
        return jdbc.sql(
                                """
                                insert into forecast_episode (episode_id, link_id, "from", utilisation,
                                    predicted_utilisation, probability, expected_at, raised_at, horizon_end, verdict,
                                    crossed_at)
                                values (:id, :link, :from, :utilisation, :predicted, :probability, :expected, :raised,
                                    :end, :verdict, :crossed)
                                on conflict do nothing""")
                        .param("id", episode.episodeId())
                        .param("link", episode.linkId())
                        .param("from", episode.from())
                        .param("utilisation", episode.utilisation())
                        .param("predicted", episode.predictedUtilisation())
                        .param("probability", episode.probability())
                        .param("expected", SqlTime.utcOrNull(episode.expectedAt()))
                        .param("raised", SqlTime.utcOrNull(episode.raisedAt()))
                        .param("end", SqlTime.utcOrNull(episode.horizonEnd()))
                        .param("verdict", episode.verdict().wire())
                        .param("crossed", SqlTime.utcOrNull(episode.crossedAt()))
                        .update()
                == 1;
    }

    /** Ends an episode; false when it had already ended. */
    boolean clear(UUID episodeId, Instant at) {
        return jdbc.sql("update forecast_episode set cleared_at = :at where episode_id = :id and cleared_at is null")
                        .param("at", SqlTime.utcOrNull(at))
                        .param("id", episodeId)
                        .update()
                == 1;
    }

    /**
     * Ends the episode of a link because its incident was closed; a repetition has no effect.
     *
     * @return whether an episode was running
     */
    public boolean close(String linkId, String incidentId, Instant at) {
        return jdbc.sql(
                                """
                                update forecast_episode set cleared_at = :at, closed_by = :incident
                                where link_id = :link and cleared_at is null and not exists (
                                    select 1 from forecast_episode known
                                    where known.link_id = :link and known.closed_by = :incident)""")
                        .param("at", SqlTime.utcOrNull(at))
                        .param("incident", incidentId)
                        .param("link", linkId)
                        .update()
                == 1;
    }

    /** The links whose incidents were closed since a moment. */
    Set<String> closedSince(Instant since) {
        return Set.copyOf(jdbc.sql(
                        """
                        select distinct link_id from forecast_episode
                        where closed_by is not null and cleared_at >= :since""")
                .param("since", SqlTime.utcOrNull(since))
                .query(String.class)
                .list());
    }

    /** Compares the forecasts without a verdict with the measurements. */
    void judge(Instant now, double threshold, Duration every) {
        List<CongestionEpisode> pending = jdbc.sql("select * from forecast_episode where verdict = 'pending'")
                .query(EpisodeStore::episode)
                .list();
        for (CongestionEpisode episode : pending) {
            Instant until = now.isBefore(episode.horizonEnd()) ? now : episode.horizonEnd();
            var direction = new SampleStore.SampledDirection(episode.linkId(), episode.from());
            SampleStore.SampleSummary stretch = samples.stretch(direction, episode.raisedAt(), until, threshold);
            if (stretch.crossedAt() != null) {
                settle(episode, ForecastVerdict.HIT, stretch);
            } else if (now.isAfter(episode.horizonEnd())) {
                long expected = Duration.between(episode.raisedAt(), episode.horizonEnd())
                        .dividedBy(every);
                settle(
                        episode,
                        2L * stretch.samples() < expected ? ForecastVerdict.UNKNOWN : ForecastVerdict.MISS,
                        stretch);
            }
        }
    }

    private void settle(CongestionEpisode episode, ForecastVerdict verdict, SampleStore.SampleSummary stretch) {
        jdbc.sql(
                        """
                        update forecast_episode set verdict = :verdict, crossed_at = :crossed, peak_utilisation = :peak
                        where episode_id = :id""")
                .param("verdict", verdict.wire())
                .param("crossed", SqlTime.utcOrNull(stretch.crossedAt()))
                .param("peak", stretch.peak())
                .param("id", episode.episodeId())
                .update();
    }

    /** Deletes episodes that ended before the moment. */
    void forgetBefore(Instant moment) {
        jdbc.sql("delete from forecast_episode where raised_at < :moment and cleared_at is not null")
                .param("moment", SqlTime.utcOrNull(moment))
                .update();
    }

    /** The episodes after the given one, newest first. */
    public List<CongestionEpisode> list(Filter filter, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        return jdbc.sql(
                        """
                        select * from forecast_episode
                        where (:link::text is null or link_id = :link)
                          and (:verdict::text is null or verdict = :verdict)
                          and (:before::timestamptz is null or (raised_at, episode_id) < (:before, :id))
                        order by raised_at desc, episode_id desc limit :limit""")
                .param("link", filter.linkId())
                .param(
                        "verdict",
                        filter.verdict() == null ? null : filter.verdict().wire())
                .param("before", SqlTime.utcOrNull(before))
                .param("id", beforeId)
                .param("limit", limit)
                .query(EpisodeStore::episode)
                .list();
    }

    /** The number of episodes by verdict. */
    public Map<ForecastVerdict, Long> totals() {
        Map<ForecastVerdict, Long> totals = new EnumMap<>(ForecastVerdict.class);
        for (ForecastVerdict verdict : ForecastVerdict.values()) {
            totals.put(verdict, 0L);
        }
        jdbc.sql("select verdict, count(*) as many from forecast_episode group by verdict")
                .query((ResultSet row) -> {
                    totals.put(verdict(row), row.getLong("many"));
                });
        return totals;
    }

    private static CongestionEpisode episode(ResultSet row, int number) throws SQLException {
        return new CongestionEpisode(
                row.getObject("episode_id", UUID.class),
                row.getString("link_id"),
                row.getString("from"),
                row.getDouble("utilisation"),
                row.getObject("predicted_utilisation", Double.class),
                row.getDouble("probability"),
                SqlTime.instant(row, "expected_at"),
                SqlTime.instant(row, "raised_at"),
                SqlTime.instant(row, "horizon_end"),
                SqlTime.instantOrNull(row, "cleared_at"),
                verdict(row),
                SqlTime.instantOrNull(row, "crossed_at"),
                row.getObject("peak_utilisation", Double.class));
    }

    private static ForecastVerdict verdict(ResultSet row) throws SQLException {
        return ForecastVerdict.of(row.getString("verdict")).orElseThrow();
    }
}

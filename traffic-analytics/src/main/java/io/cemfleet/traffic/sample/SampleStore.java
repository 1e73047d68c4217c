package io.cemfleet.traffic.sample;

import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.runtime.time.FractionalSeconds;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code link_utilisation} and {@code policy_utilisation}. */
@Repository
public class SampleStore {
    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batch;

    SampleStore(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** A direction by name. */
    public record SampledDirection(String linkId, String from) {}

    void add(Collection<LinkSample> samples) {
        batch.batchUpdate(
                """
                insert into link_utilisation (link_id, "from", "to", utilisation, capacity_mbps, measured_at)
                values (:link, :from, :to, :utilisation, :capacity, :at) on conflict do nothing""",
                samples.stream()
                        .map(s -> new MapSqlParameterSource("link", s.linkId())
                                .addValue("from", s.from())
                                .addValue("to", s.to())
                                .addValue("utilisation", s.utilisation())
                                .addValue("capacity", s.capacityMbps())
                                .addValue("at", SqlTime.utc(s.measuredAt())))
                        .toArray(SqlParameterSource[]::new));
    }

    void addPolicies(Map<PolicyKey, Double> mbps, Instant at) {
        batch.batchUpdate(
                """
                insert into policy_utilisation (head_end, end_point, color, utilisation_mbps, measured_at)
                values (:head, :end, :color, :mbps, :at) on conflict do nothing""",
                mbps.entrySet().stream()
                        .map(e -> new MapSqlParameterSource("head", e.getKey().headEnd())
                                .addValue("end", e.getKey().endPoint())
                                .addValue("color", e.getKey().color())
                                .addValue("mbps", e.getValue())
                                .addValue("at", SqlTime.utc(at)))
                        .toArray(SqlParameterSource[]::new));
    }

    void forgetBefore(Instant moment) {
        for (String table : List.of("link_utilisation", "policy_utilisation")) {
            jdbc.sql("delete from " + table + " where measured_at < :moment")
                    .param("moment", SqlTime.utc(moment))
                    .update();
        }
    }

    /** The newest sample of each direction, newest first, after the given one. */
    public List<LinkSample> latest(@Nullable LinkSample after, int limit) {
        return jdbc.sql(
                        """
                        select * from (
                            select distinct on (link_id, "from") * from link_utilisation
                            order by link_id, "from", measured_at desc) newest
                        where :all or measured_at < :at or (measured_at = :at and (link_id, "from") > (:link, :from))
                        order by measured_at desc, link_id, "from" limit :limit""")
                .param("all", after == null)
                .param("at", SqlTime.utc(after == null ? Instant.EPOCH : after.measuredAt()))
                .param("link", after == null ? "" : after.linkId())
                .param("from", after == null ? "" : after.from())
                .param("limit", limit)
                .query(SampleStore::sample)
                .list();
    }

    /** The newest samples of every direction between two moments, oldest first, each at most as many as the limit. */
    public Map<SampledDirection, List<LinkSample>> history(Instant since, Instant until, int limit) {
        Map<SampledDirection, List<LinkSample>> found = new HashMap<>();
        jdbc.sql(
                        """
                        select * from (
                            select *, row_number() over (partition by link_id, "from" order by measured_at desc) as age
                            from link_utilisation where measured_at between :since and :until) ranked
                        where age <= :limit order by measured_at""")
                .param("since", SqlTime.utc(since))
                .param("until", SqlTime.utc(until))
                .param("limit", limit)
                .query(SampleStore::sample)
                .list()
                .forEach(s -> found.computeIfAbsent(
                                new SampledDirection(s.linkId(), s.from()), key -> new java.util.ArrayList<>())
                        .add(s));
        return found;
    }

    /**
     * The median of each slot of a repeating period, for the directions that have samples in every slot of enough
     * periods.
     */
    public Map<SampledDirection, List<Double>> profiles(
            Instant since, Instant until, Duration period, SlotLayout slots) {
        Map<SampledDirection, List<Double>> found = new HashMap<>();
        jdbc.sql(
                        """
                        select link_id, "from", array_agg(median order by slot) as profile from (
                            select link_id, "from",
                                   floor(mod(extract(epoch from measured_at), :period::numeric)
                                         * :slots::numeric / :period::numeric) as slot,
                                   percentile_cont(0.5) within group (order by utilisation) as median,
                                   count(distinct floor(extract(epoch from measured_at) / :period::numeric)) as periods
                            from link_utilisation where measured_at between :since and :until
                            group by link_id, "from", slot) slotted
                        where periods >= :minimum group by link_id, "from" having count(*) = :slots""")
                .param("since", SqlTime.utc(since))
                .param("until", SqlTime.utc(until))
                .param("period", FractionalSeconds.of(period))
                .param("slots", slots.count())
                .param("minimum", slots.periods())
                .query((ResultSet row) -> {
                    Double[] profile = (Double[]) row.getArray("profile").getArray();
                    found.put(new SampledDirection(row.getString("link_id"), row.getString("from")), List.of(profile));
                });
        return found;
    }

    /**
     * The slots of a period.
     *
     * @param count slots of a period
     * @param periods in which every slot must have been sampled
     */
    public record SlotLayout(int count, int periods) {}

    /**
     * One direction's samples between two moments, both included.
     *
     * @param crossedAt when it was first at or above the threshold, absent when it was not
     * @param peak absent without samples
     */
    public record SampleSummary(int samples, @Nullable Instant crossedAt, @Nullable Double peak) {}

    public SampleSummary stretch(SampledDirection direction, Instant from, Instant until, double threshold) {
        return jdbc.sql(
                        """
                        select count(*) as samples, max(utilisation) as peak,
                               min(measured_at) filter (where utilisation >= :threshold) as crossed
                        from link_utilisation
                        where link_id = :link and "from" = :from and measured_at between :since and :until""")
                .param("threshold", threshold)
                .param("link", direction.linkId())
                .param("from", direction.from())
                .param("since", SqlTime.utc(from))
                .param("until", SqlTime.utc(until))
                .query((row, number) -> {
                    OffsetDateTime crossed = row.getObject("crossed", OffsetDateTime.class);
                    return new SampleSummary(
                            row.getInt("samples"),
                            crossed == null ? null : crossed.toInstant(),
                            row.getObject("peak", Double.class));
                })
                .single();
    }

    /** Mean utilisation since a moment, for the directions of which there is any sample. */
    public Map<SampledDirection, Double> meanLinks(Instant since) {
        Map<SampledDirection, Double> means = new HashMap<>();
        jdbc.sql(
                        """
                        select link_id, "from", avg(utilisation) as mean from link_utilisation
                        where measured_at >= :since group by link_id, "from\"""")
                .param("since", SqlTime.utc(since))
                .query((ResultSet row) -> {
                    means.put(
                            new SampledDirection(row.getString("link_id"), row.getString("from")),
                            row.getDouble("mean"));
                });
        return means;
    }

    /** Mean load of policies since a moment, Mbit/s, for those of which there is any sample. */
    public Map<PolicyKey, Double> meanPolicies(Instant since) {
        Map<PolicyKey, Double> means = new HashMap<>();
        jdbc.sql(
                        """
                        select head_end, end_point, color, avg(utilisation_mbps) as mean from policy_utilisation
                        where measured_at >= :since group by head_end, end_point, color""")
                .param("since", SqlTime.utc(since))
                .query((ResultSet row) -> {
                    means.put(
                            new PolicyKey(row.getString("head_end"), row.getString("end_point"), row.getInt("color")),
                            row.getDouble("mean"));
                });
        return means;
    }

    private static LinkSample sample(ResultSet row, int number) throws SQLException {
        return new LinkSample(
                row.getString("link_id"),
                row.getString("from"),
                row.getString("to"),
                row.getDouble("utilisation"),
                row.getObject("capacity_mbps", Double.class),
                SqlTime.instant(row, "measured_at"));
    }
}

package io.cemfleet.lab.pca;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.cemfleet.lab.network.NetworkMeasurement;
import io.cemfleet.lab.network.ProbeSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Answers questions for values from measurements. A bucket without a sample is left out: there is no value for it. */
final class MetricAnswers {

    private MetricAnswers() {}

    /** The series of one metric of one session. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record Result(
            String metric,
            String vendor,
            String objectType,
            String direction,
            String monitoredObjectId,
            List<Point> series) {}

    record Point(String timestamp, double value) {}

    static List<Result> answer(MetricQuery query, List<NetworkMeasurement> measurements) {
        List<Result> results = new ArrayList<>();
        for (MetricQuery.MetricSelection wanted : query.metrics()) {
            Set<String> objects = new HashSet<>(wanted.objects());
            Map<String, Map<Long, DoubleSummaryStatistics>> buckets = new TreeMap<>();
            List<ProbeSession> sessions = List.of();
            int[] places = {};
            for (NetworkMeasurement measurement : measurements) {
                if (!measurement.at().isBefore(query.to())) {
                    continue;
                }
                long bucket = Duration.between(query.from(), measurement.at()).dividedBy(query.granularity());
                if (measurement.sessions() != sessions) {
                    sessions = measurement.sessions();
                    places = places(sessions, objects);
                }
                for (int place : places) {
                    buckets.computeIfAbsent(sessions.get(place).id(), key -> new TreeMap<>())
                            .computeIfAbsent(bucket, key -> new DoubleSummaryStatistics())
                            .accept(wanted.metric().of(measurement.session(place)));
                }
            }
            buckets.forEach((id, series) -> results.add(result(query, wanted.metric(), id, series)));
        }
        return results;
    }

    /** The places of the wanted sessions; most measurements share one list of sessions. */
    private static int[] places(List<ProbeSession> sessions, Set<String> objects) {
        return IntStream.range(0, sessions.size())
                .filter(place -> objects.isEmpty()
                        || objects.contains(sessions.get(place).id()))
                .toArray();
    }

    private static Result result(
            MetricQuery query, MetricId metric, String id, Map<Long, DoubleSummaryStatistics> series) {
        List<Point> points = series.entrySet().stream()
                .map(entry -> new Point(
                        start(query, entry.getKey()).toString(), value(query.aggregation(), entry.getValue())))
                .toList();
        return new Result(metric.wire(), "accedian-twamp", MonitoredObject.TYPE, "0", id, points);
    }

    private static Instant start(MetricQuery query, long bucket) {
        return query.from().plus(query.granularity().multipliedBy(bucket));
    }

    private static double value(MetricQuery.Aggregation aggregation, DoubleSummaryStatistics samples) {
        double value =
                switch (aggregation) {
                    case MIN -> samples.getMin();
                    case MAX -> samples.getMax();
                    case AVG -> samples.getAverage();
                    case COUNT -> samples.getCount();
                    case SUM -> samples.getSum();
                };
        return Math.round(value * 1000) / 1000.0;
    }
}

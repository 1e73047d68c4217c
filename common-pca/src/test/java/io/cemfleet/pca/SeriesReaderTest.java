package io.cemfleet.pca;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cemfleet.pca.SessionMetrics.SessionMetricQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesReaderTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final SessionMetricQuery DELAY = query("a", SessionMetric.DELAY);
    private static final SessionMetricQuery LOSS = query("b", SessionMetric.LOSS);

    @Test
    void seriesWithoutNamesAreAssignedByTheirOrder() throws JsonProcessingException {
        assertThat(worst("[{\"series\":[%s]},{\"series\":[%s]}]".formatted(point(41_000), point(2.5))))
                .isEqualTo(Map.of(DELAY, new MetricPoint(NOON, 41.0), LOSS, new MetricPoint(NOON, 2.5)));
    }

    @Test
    void aNameCountsMoreThanTheOrder() throws JsonProcessingException {
        assertThat(worst(
                        """
                        [{"metric":"packetsLostPct","monitoredObjectId":["b"],"series":[%s]},
                         {"metric":{"metric":"delayP95","monitoredObjectId":"a"},"series":[%s]}]"""
                                .formatted(point(1), point(5000))))
                .isEqualTo(Map.of(DELAY, new MetricPoint(NOON, 5.0), LOSS, new MetricPoint(NOON, 1.0)));
    }

    @Test
    void ofSeveralSeriesTheWorstCountsAndAStrangeOneDoesNot() throws JsonProcessingException {
        assertThat(worst(
                        """
                        [{"metric":"delayP95","monitoredObjectId":"a","series":[%s]},
                         {"metric":"delayP95","monitoredObjectId":"a","series":[%s]},
                         {"metric":"delayP95","monitoredObjectId":"c","series":[%s]}]"""
                                .formatted(point(5000), point(7000), point(9000))))
                .isEqualTo(Map.of(DELAY, new MetricPoint(NOON, 7.0)));
    }

    private static Map<SessionMetricQuery, MetricPoint> worst(String result) throws JsonProcessingException {
        return SeriesReader.worst(new JsonMapper().readTree(result), List.of(DELAY, LOSS), NOON.minusSeconds(1));
    }

    private static SessionMetricQuery query(String session, SessionMetric metric) {
        return new SessionMetricQuery(new ProbedSession(session, "twamp-sf", "x", "y", null), metric);
    }

    private static String point(double value) {
        return "{\"timestamp\":\"%s\",\"value\":%s}".formatted(NOON, value);
    }
}

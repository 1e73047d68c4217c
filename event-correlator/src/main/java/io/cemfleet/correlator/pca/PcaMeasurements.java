package io.cemfleet.correlator.pca;

import io.cemfleet.pca.MetricPoint;
import io.cemfleet.pca.MonitoredObjects;
import io.cemfleet.pca.ProbedSession;
import io.cemfleet.pca.SessionMetric;
import io.cemfleet.pca.SessionMetrics;
import io.cemfleet.pca.session.PcaResult;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads the measurements of PCA's probe sessions. */
@Component
public class PcaMeasurements {
    private final MonitoredObjects objects;
    private final SessionMetrics metrics;

    PcaMeasurements(MonitoredObjects objects, SessionMetrics metrics) {
        this.objects = objects;
        this.metrics = metrics;
    }

    public PcaResult<List<ProbedSession>> sessions() {
        return objects.all();
    }

    /** What the sessions measured since a moment, by session id; a session without samples is left out. */
    public PcaResult<Map<String, SessionSample>> samples(List<ProbedSession> sessions, Instant since, Instant now) {
        List<SessionMetrics.SessionMetricQuery> queries = sessions.stream()
                .flatMap(probed -> Arrays.stream(SessionMetric.values())
                        .map(metric -> new SessionMetrics.SessionMetricQuery(probed, metric)))
                .toList();
        return metrics.worst(queries, since, now).map(PcaMeasurements::samples);
    }

    private static Map<String, SessionSample> samples(Map<SessionMetrics.SessionMetricQuery, MetricPoint> measured) {
        Map<String, SessionSample> samples = new HashMap<>();
        measured.forEach((query, point) ->
                samples.merge(query.session().id(), SessionSample.of(query.metric(), point), SessionSample::joined));
        return samples;
    }
}

package io.cemfleet.correlator.pca;

import io.cemfleet.pca.MonitoredObjects;
import io.cemfleet.pca.ProbedSession;
import io.cemfleet.pca.SessionMetrics;
import io.cemfleet.pca.session.PcaResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What PCA's probe sessions measure. */
@Component
public class PcaMeasurements {
    private static final List<String> METRICS = List.of("delayP95", "jitterP95", "packetsLostPct");

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
        List<SessionMetrics.SessionMetricQuery> questions = sessions.stream()
                .flatMap(
                        probed -> METRICS.stream().map(metric -> new SessionMetrics.SessionMetricQuery(probed, metric)))
                .toList();
        return metrics.worst(questions, since, now).map(result -> SessionReader.samples(result, questions, since));
    }
}

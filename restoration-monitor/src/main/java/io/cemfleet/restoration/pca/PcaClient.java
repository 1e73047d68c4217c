package io.cemfleet.restoration.pca;

import io.cemfleet.pca.MonitoredObjects;
import io.cemfleet.pca.ProbedSession;
import io.cemfleet.pca.SessionMetrics;
import io.cemfleet.pca.session.PcaResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The PCA queries of the restoration monitor. */
@Component
public class PcaClient {
    private final MonitoredObjects objects;
    private final SessionMetrics metrics;

    PcaClient(MonitoredObjects objects, SessionMetrics metrics) {
        this.objects = objects;
        this.metrics = metrics;
    }

    public PcaResult<List<ProbedSession>> sessions() {
        return objects.all();
    }

    /** The worst value that any of the sessions measured in [from, to); empty when nothing was measured. */
    public PcaResult<Optional<Double>> worst(List<ProbedSession> sessions, PcaMetric metric, Instant from, Instant to) {
        var questions = sessions.stream()
                .map(session -> new SessionMetrics.SessionMetricQuery(session, metric.wire()))
                .toList();
        return metrics.worst(questions, from, to).map(result -> metric.worst(result, from));
    }
}

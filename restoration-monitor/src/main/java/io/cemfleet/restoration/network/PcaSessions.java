package io.cemfleet.restoration.network;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import io.cemfleet.pca.MetricPoint;
import io.cemfleet.pca.MonitoredObjects;
import io.cemfleet.pca.ProbedSession;
import io.cemfleet.pca.SessionMetric;
import io.cemfleet.pca.SessionMetrics;
import io.cemfleet.pca.session.PcaResult;
import io.cemfleet.restoration.sla.SlaMeasurement;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What PCA's sessions of a protection's colour measured, from its head-end to its end-point. A plain IGP session says
 * nothing about traffic that was given a colour: without a known colour no session is queried.
 */
@Component
class PcaSessions {
    private static final Logger LOG = LoggerFactory.getLogger(PcaSessions.class);

    private final MonitoredObjects objects;
    private final SessionMetrics metrics;

    PcaSessions(MonitoredObjects objects, SessionMetrics metrics) {
        this.objects = objects;
        this.metrics = metrics;
    }

    SessionList list(NetworkTopology topology) {
        return new SessionList(topology);
    }

    SessionList none() {
        return new SessionList(null);
    }

    /** Reads the list of sessions when it is needed, once. */
    final class SessionList {
        private final @Nullable NetworkTopology topology;
        private @Nullable List<ProbedSession> known;

        private SessionList(@Nullable NetworkTopology topology) {
            this.topology = topology;
        }

        SlaMeasurement worst(MonitorRestoration.WatchedProtection protection, Instant from, Instant to) {
            Integer color = protection.color();
            if (topology == null || color == null) {
                return SlaMeasurement.UNKNOWN;
            }
            List<String> nodes = protection.protectionPath().nodes();
            Optional<Router> head = topology.router(nodes.getFirst());
            Optional<Router> end = topology.router(nodes.getLast());
            if (head.isEmpty() || end.isEmpty()) {
                return SlaMeasurement.UNKNOWN;
            }
            List<ProbedSession> its = all().stream()
                    .filter(session -> color.equals(session.color()))
                    .filter(session -> is(head.get(), session.from()) && is(end.get(), session.to()))
                    .toList();
            if (its.isEmpty()) {
                return SlaMeasurement.UNKNOWN;
            }
            return new SlaMeasurement(
                    worstOf(its, SessionMetric.DELAY, from, to),
                    worstOf(its, SessionMetric.JITTER, from, to),
                    worstOf(its, SessionMetric.LOSS, from, to),
                    SlaMeasurement.MeasurementSource.PCA);
        }

        private List<ProbedSession> all() {
            List<ProbedSession> listed = known;
            if (listed == null) {
                listed = found(objects.all()).orElse(List.of());
                known = listed;
            }
            return listed;
        }
    }

    private @Nullable Double worstOf(List<ProbedSession> sessions, SessionMetric metric, Instant from, Instant to) {
        List<SessionMetrics.SessionMetricQuery> queries = sessions.stream()
                .map(session -> new SessionMetrics.SessionMetricQuery(session, metric))
                .toList();
        return found(metrics.worst(queries, from, to)).orElse(Map.of()).values().stream()
                .map(MetricPoint::value)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static <T> Optional<T> found(PcaResult<T> answer) {
        if (answer instanceof PcaResult.Failed<T>(int status, String reason)) {
            LOG.info("PCA did not answer ({}): {}", status, reason);
        }
        return answer.optional();
    }

    private static boolean is(Router router, String named) {
        return named.equals(router.routerId()) || named.equalsIgnoreCase(router.hostname());
    }
}

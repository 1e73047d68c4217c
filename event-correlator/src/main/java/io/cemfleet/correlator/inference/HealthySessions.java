package io.cemfleet.correlator.inference;

import io.cemfleet.correlator.network.NetworkSnapshot;
import io.cemfleet.correlator.pca.PcaMeasurements;
import io.cemfleet.correlator.pca.SessionSample;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.network.forwarding.EcmpBranch;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.measurement.LinkLimits;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.pca.ProbedSession;
import io.cemfleet.pca.session.PcaResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds the links that sessions prove good. A session proves those links that its whole flow crosses, when it measured
 * delay, jitter and loss since the alert, and all are so close to the values of its path that no single link can be
 * beyond its own limit. Unknown values prove nothing.
 */
@Component
class HealthySessions {
    private static final Logger LOG = LoggerFactory.getLogger(HealthySessions.class);
    private static final Duration SESSIONS_KEPT = Duration.ofSeconds(60);
    private static final Duration FIRST_SAMPLE = Duration.ofSeconds(1);
    private static final double WHOLE = 0.999;
    private static final int ASKED_AT_MOST = 300;

    private final PcaMeasurements pca;
    private final LinkLimits limits;
    private final Clock clock;
    private volatile SessionCache known = new SessionCache(Instant.EPOCH, List.of());

    private record SessionCache(Instant at, List<ProbedSession> sessions) {}

    private record CrossingSession(ProbedSession session, RouteResult.Routed route, Set<String> proves) {}

    HealthySessions(PcaMeasurements pca, LinkLimits limits, Clock clock) {
        this.pca = pca;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * The links among the candidates that are proved good.
     *
     * @param since samples before it prove nothing
     * @param inAlarm sessions that are in alarm themselves
     */
    Set<String> proveGood(
            NetworkSnapshot network, Set<String> candidates, Instant since, Set<AlertSubject.NamedSession> inAlarm) {
        Instant now = clock.instant();
        if (since.plus(FIRST_SAMPLE).isAfter(now)) {
            return Set.of();
        }
        List<CrossingSession> crossing = crossing(network, candidates, inAlarm);
        if (crossing.isEmpty()) {
            return Set.of();
        }
        PcaResult<Map<String, SessionSample>> answer =
                pca.samples(crossing.stream().map(CrossingSession::session).toList(), since, now);
        if (answer instanceof PcaResult.Failed<Map<String, SessionSample>>(int status, String reason)) {
            LOG.warn("PCA gives no measurements, no session exonerates a link: {} {}", status, reason);
            return Set.of();
        }
        Map<String, SessionSample> samples = answer.optional().orElse(Map.of());
        Set<String> good = new HashSet<>();
        for (CrossingSession each : crossing) {
            SessionSample sample = samples.get(each.session().id());
            if (sample != null && isHealthy(sample, each.route())) {
                good.addAll(each.proves());
            }
        }
        return good;
    }

    private List<CrossingSession> crossing(
            NetworkSnapshot network, Set<String> candidates, Set<AlertSubject.NamedSession> inAlarm) {
        List<CrossingSession> found = new ArrayList<>();
        for (ProbedSession session : sessions()) {
            AlertSubject.NamedSession subject =
                    new AlertSubject.NamedSession(session.from(), session.to(), session.color());
            if (found.size() == ASKED_AT_MOST || inAlarm.contains(subject)) {
                continue;
            }
            network.route(subject).ifPresent(route -> {
                Set<String> proves = new HashSet<>(candidates);
                proves.removeIf(link -> route.shareOn(link) < WHOLE);
                if (!proves.isEmpty()) {
                    found.add(new CrossingSession(session, route, proves));
                }
            });
        }
        return found;
    }

    private boolean isHealthy(SessionSample sample, RouteResult.Routed route) {
        Double delay = sample.delayMs();
        Double jitter = sample.jitterMs();
        Double loss = sample.lossPct();
        OptionalDouble promised = advertised(route);
        return delay != null
                && jitter != null
                && loss != null
                && promised.isPresent()
                && delay <= promised.getAsDouble() + limits.delayAllowanceMs()
                && jitter <= limits.jitterMs()
                && loss <= limits.lossPct();
    }

    /** The advertised delay of the fastest branch, so that a slower one cannot hide a bad link; empty where unknown. */
    private static OptionalDouble advertised(RouteResult.Routed route) {
        double fastest = Double.MAX_VALUE;
        for (EcmpBranch branch : route.branches()) {
            double sum = 0;
            for (LinkDirection link : branch.links()) {
                Double delay = link.delayMs();
                if (delay == null) {
                    return OptionalDouble.empty();
                }
                sum += delay;
            }
            fastest = Math.min(fastest, sum);
        }
        return route.branches().isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(fastest);
    }

    private List<ProbedSession> sessions() {
        SessionCache now = known;
        Instant at = clock.instant();
        if (now.at().plus(SESSIONS_KEPT).isAfter(at)) {
            return now.sessions();
        }
        return pca.sessions()
                .optional()
                .map(sessions -> {
                    known = new SessionCache(at, sessions);
                    return sessions;
                })
                .orElse(List.of());
    }
}

package io.cemfleet.lab.pca;

import io.cemfleet.lab.network.GeoPosition;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.ProbeSession;
import io.cemfleet.lab.network.SessionSample;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert that was raised and not yet cleared.
 *
 * @param uid the same in its raise and its clear
 * @param rule what was violated
 * @param session whose measurement it was
 * @param raisedAt time of the violating measurement
 * @param trigger that measurement
 */
record OpenAlert(String uid, AlertRule rule, ProbeSession session, Instant raisedAt, SessionSample trigger) {

    /** The alert as it was raised. */
    AlertPayload raised(String tenant, LabTopology topology) {
        return payload("raised", tenant, topology, raisedAt, null, trigger);
    }

    /**
     * The alert as it is cleared.
     *
     * @param last the good measurement; null when the session is gone
     */
    AlertPayload cleared(String tenant, LabTopology topology, Instant at, @Nullable SessionSample last) {
        return payload("cleared", tenant, topology, at, at.toEpochMilli(), last == null ? trigger : last);
    }

    private AlertPayload payload(
            String state, String tenant, LabTopology topology, Instant at, @Nullable Long end, SessionSample sample) {
        LabRouter from = topology.router(session.from());
        LabRouter to = topology.router(session.to());
        GeoPosition source = from.position();
        GeoPosition destination = to.position();
        long lasted = at.toEpochMilli() - raisedAt.toEpochMilli();
        return new AlertPayload(
                uid,
                tenant,
                tenant,
                rule.policyId(),
                rule.policyName(),
                "micro-tca",
                severity(),
                state,
                at.toEpochMilli(),
                at.toEpochMilli(),
                raisedAt.toEpochMilli(),
                end,
                session.id(),
                from.hostname() + "-" + to.hostname(),
                MonitoredObject.TYPE,
                session.id(),
                rule.metric().wire(),
                "0",
                "gt",
                rule.written(rule.threshold(trigger)),
                rule.written(rule.metric().of(sample)),
                AlertRule.DELAY.written(1000 * sample.baselineMs()),
                lasted,
                lasted,
                "accedian-twamp",
                "/api/v2/monitored-objects/" + session.id(),
                "",
                "",
                List.of(),
                MonitoredObject.meta(session),
                from.routerId(),
                to.routerId(),
                source == null ? null : source.lat(),
                source == null ? null : source.lon(),
                destination == null ? null : destination.lat(),
                destination == null ? null : destination.lon());
    }

    private String severity() {
        double ratio = rule.metric().of(trigger) / rule.threshold(trigger);
        if (ratio >= 2) {
            return "critical";
        }
        return ratio >= 1.5 ? "high" : ratio >= 1.2 ? "medium" : "low";
    }
}

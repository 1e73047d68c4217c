package io.cemfleet.correlator.tasks;

import io.cemfleet.a2a.contract.ProactiveAlert;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.alert.Metric;
import io.cemfleet.correlator.intake.Intake;
import io.cemfleet.correlator.source.SourceAlert;
import io.cemfleet.correlator.source.Subject;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code proactive_alert}: expected congestion goes into {@code cem.alerts} like any other alert. */
@Component
class ProactiveAlertHandler implements TaskHandler<ProactiveAlert.Request, ProactiveAlert.Result> {
    private static final double PERCENT = 100;
    private static final double THRESHOLD_PCT = 70;

    private final Intake intake;
    private final Clock clock;

    ProactiveAlertHandler(Intake intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public TaskType<ProactiveAlert.Request, ProactiveAlert.Result> type() {
        return ProactiveAlert.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.DURABLE;
    }

    @Override
    public TaskReply<ProactiveAlert.Result> handle(TaskContext context, ProactiveAlert.Request payload) {
        double expected = payload.predictedUtilisation() * PERCENT;
        SourceAlert alert = new SourceAlert(
                AlertSource.PROACTIVE,
                payload.linkId(),
                AlertOrigin.FLEET,
                AlertKind.RAISE,
                new Subject.Line(payload.linkId()),
                new SourceAlert.Reading(Metric.UTILISATION, expected, THRESHOLD_PCT),
                severity(payload.predictedUtilisation()),
                clock.instant(),
                AlertJson.tree(payload));
        return intake.accept(List.of(alert))
                .map(ids -> TaskReply.completed(new ProactiveAlert.Result(ids.getFirst())))
                .orElseGet(() -> TaskReply.failed("kafka_unavailable", "the alert could not be stored", true));
    }

    /** A link that would be full loses traffic: as bad as a breach. */
    private static Severity severity(double utilisation) {
        if (utilisation >= 1.0) {
            return Severity.HIGH;
        }
        return utilisation >= 0.85 ? Severity.MEDIUM : Severity.LOW;
    }
}

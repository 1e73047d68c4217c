package io.cemfleet.correlator.tasks;

import io.cemfleet.a2a.contract.ProactiveAlert;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.problem.FieldProblem;
import io.cemfleet.a2a.problem.ProblemException;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.intake.Intake;
import io.cemfleet.correlator.source.Parsed;
import io.cemfleet.correlator.source.SourceAlert;
import io.cemfleet.correlator.source.SourceForms;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * {@code proactive_alert}: expected congestion goes into {@code cem.alerts} like any other alert, and so does the word
 * that it is expected no longer.
 */
@Component
class ProactiveAlertHandler implements TaskHandler<ProactiveAlert.Request, ProactiveAlert.Result> {
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
        SourceAlert alert =
                switch (SourceForms.read(AlertSource.PROACTIVE, AlertJson.tree(payload), clock.instant())) {
                    case Parsed.Alert(SourceAlert read) -> read;
                    case Parsed.Refused(String field, String message) ->
                        throw ProblemException.unprocessable(
                                "a field does not fit", List.of(new FieldProblem(field, message)));
                    case Parsed.Nothing() -> throw new IllegalStateException("every payload of this task is an alert");
                };
        return intake.accept(List.of(alert))
                .map(ids -> TaskReply.completed(new ProactiveAlert.Result(ids.getFirst())))
                .orElseGet(() -> TaskReply.failed("kafka_unavailable", "the alert could not be stored", true));
    }
}

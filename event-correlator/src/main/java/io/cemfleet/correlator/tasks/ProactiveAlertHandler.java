package io.cemfleet.correlator.tasks;

import io.cemfleet.a2a.contract.ProactiveAlert;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.intake.AlertIntake;
import io.cemfleet.correlator.source.ParsedElement;
import io.cemfleet.correlator.source.SourceAlert;
import io.cemfleet.correlator.source.SourceParsers;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * {@code proactive_alert}: expected congestion goes into {@code cem.alerts} like any other alert, and so does the
 * message that it is no longer expected.
 */
@Component
class ProactiveAlertHandler implements TaskHandler<ProactiveAlert.Request, ProactiveAlert.Result> {
    private final AlertIntake intake;
    private final Clock clock;

    ProactiveAlertHandler(AlertIntake intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public TaskType<ProactiveAlert.Request, ProactiveAlert.Result> type() {
        return ProactiveAlert.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.DURABLE;
    }

    @Override
    public TaskReply<ProactiveAlert.Result> handle(TaskContext context, ProactiveAlert.Request payload) {
        SourceAlert alert =
                switch (SourceParsers.read(AlertSource.PROACTIVE, AlertJson.tree(payload), clock.instant())) {
                    case ParsedElement.Alert(SourceAlert read) -> read;
                    case ParsedElement.Refused(String field, String message) ->
                        throw ProblemException.unprocessable(
                                "a field does not fit", List.of(new FieldProblem(field, message)));
                    case ParsedElement.IgnoredElement() ->
                        throw new IllegalStateException("every payload of this task is an alert");
                };
        return intake.accept(List.of(alert))
                .map(ids -> TaskReply.completed(new ProactiveAlert.Result(ids.getFirst())))
                .orElseGet(() -> TaskReply.failed("kafka_unavailable", "the alert could not be stored", true));
    }
}

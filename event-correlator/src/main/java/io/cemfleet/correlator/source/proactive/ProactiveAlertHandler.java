package io.cemfleet.correlator.source.proactive;

import io.cemfleet.a2a.contract.ProactiveAlert;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.intake.AlertIntake;
import io.cemfleet.correlator.source.AlertBodyParser;
import io.cemfleet.correlator.source.AlertElement;
import io.cemfleet.correlator.source.ParsedAlerts;
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
    private final ForecastSource source;
    private final AlertIntake intake;
    private final Clock clock;

    ProactiveAlertHandler(ForecastSource source, AlertIntake intake, Clock clock) {
        this.source = source;
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
        AlertElement element = new AlertElement(0, "", AlertJson.tree(payload));
        ParsedAlerts parsed = AlertBodyParser.parse(source, List.of(element), clock.instant());
        if (parsed.noneCanBeRead()) {
            throw ProblemException.unprocessable("a field does not fit", parsed.problems(""));
        }
        return intake.accept(parsed.alerts())
                .map(ids -> TaskReply.completed(new ProactiveAlert.Result(ids.getFirst())))
                .orElseGet(() -> TaskReply.failed("kafka_unavailable", "the alert could not be stored", true));
    }
}

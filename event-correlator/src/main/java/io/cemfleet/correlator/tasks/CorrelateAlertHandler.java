package io.cemfleet.correlator.tasks;

import io.cemfleet.a2a.contract.CorrelateAlert;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.intake.AlertIntake;
import io.cemfleet.correlator.ledger.VerdictAwaiter;
import io.cemfleet.correlator.source.AlertElement;
import io.cemfleet.correlator.source.ParsedElement;
import io.cemfleet.correlator.source.SourceAlert;
import io.cemfleet.correlator.source.SourceParsers;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** {@code correlate_alert}: an alert by task instead of by webhook; the verdict is waited for. */
@Component
class CorrelateAlertHandler implements TaskHandler<CorrelateAlert.Request, CorrelateAlert.Result> {
    private static final Set<AlertSource> SOURCES = Set.of(AlertSource.PCA, AlertSource.CNC, AlertSource.ALERTMANAGER);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Each one's verdict is waited for. */
    private static final int MOST = 100;

    private final AlertIntake intake;
    private final VerdictAwaiter verdicts;
    private final Clock clock;

    CorrelateAlertHandler(AlertIntake intake, VerdictAwaiter verdicts, Clock clock) {
        this.intake = intake;
        this.verdicts = verdicts;
        this.clock = clock;
    }

    @Override
    public TaskType<CorrelateAlert.Request, CorrelateAlert.Result> type() {
        return CorrelateAlert.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.DURABLE;
    }

    @Override
    public TaskReply<CorrelateAlert.Result> handle(TaskContext context, CorrelateAlert.Request payload) {
        AlertSource source = AlertSource.of(payload.alertSource())
                .filter(SOURCES::contains)
                .orElseThrow(() -> ProblemException.unprocessable(
                        "an unknown source",
                        List.of(new FieldProblem("alert_source", "must be one of pca, cnc, alertmanager"))));
        List<SourceAlert> alerts = new ArrayList<>();
        List<FieldProblem> problems = new ArrayList<>();
        List<AlertElement> elements = SourceParsers.elements(source, payload.rawAlert());
        if (elements.size() > MOST) {
            throw ProblemException.unprocessable(
                    "too many alerts at once",
                    List.of(new FieldProblem("raw_alert", "must not hold more than " + MOST + " alerts")));
        }
        for (AlertElement element : elements) {
            switch (SourceParsers.read(source, element.node(), clock.instant())) {
                case ParsedElement.Alert(SourceAlert alert) -> alerts.add(alert);
                case ParsedElement.Refused(String field, String message) ->
                    problems.add(new FieldProblem("raw_alert." + element.field(field), message));
                case ParsedElement.IgnoredElement() -> {}
            }
        }
        if (alerts.isEmpty() && !problems.isEmpty()) {
            throw ProblemException.unprocessable("no alert could be read", problems);
        }
        Optional<List<String>> ids = intake.accept(alerts);
        return ids.isEmpty()
                ? TaskReply.failed("kafka_unavailable", "the alert could not be stored", true)
                : TaskReply.completed(new CorrelateAlert.Result(
                        ids.get(),
                        ids.get().stream()
                                .map(id -> verdicts.await(id, PATIENCE).orElse("pending"))
                                .toList()));
    }
}

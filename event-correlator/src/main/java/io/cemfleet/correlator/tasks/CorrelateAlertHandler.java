package io.cemfleet.correlator.tasks;

import io.cemfleet.a2a.contract.CorrelateAlert;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.correlator.intake.AlertIntake;
import io.cemfleet.correlator.ledger.VerdictAwaiter;
import io.cemfleet.correlator.source.AlertBodyParser;
import io.cemfleet.correlator.source.AlertElement;
import io.cemfleet.correlator.source.AlertSource;
import io.cemfleet.correlator.source.AlertSources;
import io.cemfleet.correlator.source.ParsedAlerts;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** {@code correlate_alert}: an alert by task instead of by webhook; the verdict is waited for. */
@Component
class CorrelateAlertHandler implements TaskHandler<CorrelateAlert.Request, CorrelateAlert.Result> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Each one's verdict is waited for. */
    private static final int MOST = 100;

    private final AlertSources sources;
    private final AlertIntake intake;
    private final VerdictAwaiter verdicts;
    private final Clock clock;

    CorrelateAlertHandler(AlertSources sources, AlertIntake intake, VerdictAwaiter verdicts, Clock clock) {
        this.sources = sources;
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
        AlertSource source = source(payload.alertSource());
        List<AlertElement> elements = AlertBodyParser.elements(source, payload.rawAlert());
        if (elements.size() > MOST) {
            throw ProblemException.unprocessable(
                    "too many alerts at once",
                    List.of(new FieldProblem("raw_alert", "must not hold more than " + MOST + " alerts")));
        }
        ParsedAlerts parsed = AlertBodyParser.parse(source, elements, clock.instant());
        if (parsed.noneCanBeRead()) {
            throw ProblemException.unprocessable("no alert could be read", parsed.problems("raw_alert."));
        }
        Optional<List<String>> ids = intake.accept(parsed.alerts());
        return ids.isEmpty()
                ? TaskReply.failed("kafka_unavailable", "the alert could not be stored", true)
                : TaskReply.completed(new CorrelateAlert.Result(
                        ids.get(),
                        ids.get().stream()
                                .map(id -> verdicts.await(id, PATIENCE).orElse("pending"))
                                .toList()));
    }

    private AlertSource source(String id) {
        List<AlertSource> known = sources.withWebhook();
        String ids = known.stream().map(source -> source.id().wire()).collect(Collectors.joining(", "));
        return known.stream()
                .filter(source -> source.id().wire().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.unprocessable(
                        "an unknown source", List.of(new FieldProblem("alert_source", "must be one of " + ids))));
    }
}

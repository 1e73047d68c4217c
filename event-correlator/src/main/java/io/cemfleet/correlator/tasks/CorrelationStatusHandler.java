package io.cemfleet.correlator.tasks;

import io.cemfleet.a2a.contract.GetCorrelationStatus;
import io.cemfleet.a2a.contract.QueryFailureCode;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.correlator.ledger.AlertLedger;
import io.cemfleet.correlator.ledger.AlertView;
import io.cemfleet.correlator.ledger.LinkStatusStore;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code get_correlation_status}: the verdict on an alert, or the alerts of an incident. */
@Component
class CorrelationStatusHandler implements TaskHandler<GetCorrelationStatus.Request, GetCorrelationStatus.Result> {
    private final AlertLedger ledger;
    private final LinkStatusStore links;

    CorrelationStatusHandler(AlertLedger ledger, LinkStatusStore links) {
        this.ledger = ledger;
        this.links = links;
    }

    @Override
    public TaskType<GetCorrelationStatus.Request, GetCorrelationStatus.Result> type() {
        return GetCorrelationStatus.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<GetCorrelationStatus.Result> handle(TaskContext context, GetCorrelationStatus.Request payload) {
        if (payload.alertId() != null) {
            return ledger.find(payload.alertId())
                    .map(alert -> answer(alert, List.of(alert)))
                    .orElseGet(() -> TaskReply.failed(
                            QueryFailureCode.UNKNOWN_ALERT.wire(), "no alert " + payload.alertId(), true));
        }
        if (payload.incidentId() == null) {
            throw ProblemException.unprocessable(
                    "name an alert or an incident",
                    List.of(new FieldProblem("incident_id", "is missing, as is alert_id")));
        }
        List<AlertView> alerts = ledger.ofIncident(payload.incidentId());
        return alerts.isEmpty()
                ? TaskReply.failed(
                        QueryFailureCode.UNKNOWN_INCIDENT.wire(), "no alerts of " + payload.incidentId(), true)
                : answer(alerts.getFirst(), alerts);
    }

    private TaskReply<GetCorrelationStatus.Result> answer(AlertView about, List<AlertView> alerts) {
        List<String> linkIds = alerts.stream()
                .map(alert -> alert.record().path("link_id").asText(""))
                .filter(link -> !link.isEmpty())
                .distinct()
                .toList();
        return TaskReply.completed(new GetCorrelationStatus.Result(
                about.verdict(),
                about.rule(),
                alerts.stream().map(AlertView::flat).toList(),
                links.flap(linkIds).orElse(null)));
    }
}

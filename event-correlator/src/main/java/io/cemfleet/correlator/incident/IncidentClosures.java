package io.cemfleet.correlator.incident;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.IncidentUpdated;
import io.cemfleet.a2a.message.TaskRequest;
import io.cemfleet.a2a.outbox.DeliveryListener;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertRecordBuilder;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.intake.AlertIntake;
import io.cemfleet.correlator.ledger.SourceAlarmStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Feeds closures back into the stream: when the orchestrator reports one, or when an update finds its incident closed.
 */
@Component
public class IncidentClosures implements DeliveryListener {
    private final IncidentStore incidents;
    private final AlertIntake intake;
    private final SourceAlarmStore alarms;
    private final IncidentMessages messages;
    private final TransactionTemplate transactions;
    private final Clock clock;

    IncidentClosures(
            IncidentStore incidents,
            AlertIntake intake,
            SourceAlarmStore alarms,
            IncidentMessages messages,
            TransactionTemplate transactions,
            Clock clock) {
        this.incidents = incidents;
        this.intake = intake;
        this.alarms = alarms;
        this.messages = messages;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The orchestrator closed it. An incident of another fleet's numbering is ignored.
     *
     * @return false when it could not be stored durably: send it again
     */
    public boolean closed(String incidentId, IncidentResolution resolution, Instant closedAt) {
        return incidents
                .byId(incidentId)
                .map(known -> {
                    boolean published = publish(
                            known,
                            new AlertRecord.ClosureControl(
                                    known.incidentKey(),
                                    resolution == IncidentResolution.RESOLVED,
                                    resolution == IncidentResolution.NO_IMPACT,
                                    false,
                                    List.of()));
                    if (published) {
                        close(incidentId, closedAt, resolution);
                    }
                    return published;
                })
                .orElse(true);
    }

    @Override
    public void delivered(TaskRequest request, JsonNode result) {
        if (!request.taskType().equals(IncidentUpdated.TYPE.name())
                || !result.path("state").asText().equals(IncidentState.CLOSED.wire())) {
            return;
        }
        JsonNode payload = request.payload();
        boolean news = !payload.path("kind").asText().equals(IncidentChange.CLEARED.wire());
        List<String> links = StreamSupport.stream(payload.path("degraded_links").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        incidents.byId(payload.path("incident_id").asText()).ifPresent(known -> {
            String key = known.incidentKey();
            if (!publish(known, new AlertRecord.ClosureControl(key, false, false, news, links))) {
                throw new IllegalStateException("Kafka did not acknowledge a closure");
            }
            close(known.incidentId(), clock.instant(), IncidentResolution.MANUAL);
        });
    }

    /** It ends the forecasts for its links: traffic-analytics is informed and may raise them again. */
    private void close(String incidentId, Instant at, IncidentResolution resolution) {
        transactions.executeWithoutResult(status -> {
            incidents.close(incidentId, at, resolution);
            alarms.endForecasts(incidents.links(incidentId), clock.instant())
                    .forEach(link -> messages.forecastClosed(incidentId, link, resolution));
        });
    }

    private boolean publish(IncidentStore.IncidentRow incident, AlertRecord.ClosureControl control) {
        AlertRecord record = new AlertRecordBuilder(
                        "closed/" + incident.incidentId() + '/' + clock.millis(),
                        new AlarmIdentity(AlertSourceId.CORRELATOR, "incident-closed/" + control.incidentKey(), null),
                        AlertKind.INCIDENT_CLOSED,
                        clock.instant())
                .location(AlertLocation.ofDomain(incident.domain()))
                .origin(AlertOrigin.FLEET)
                .control(control)
                .build();
        return intake.publish(List.of(record));
    }
}

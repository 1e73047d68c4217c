package io.cemfleet.orchestrator.engine;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.OperatorAction;
import io.cemfleet.orchestrator.flow.Scene;
import io.cemfleet.orchestrator.incident.Care;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.Rules;
import io.cemfleet.orchestrator.store.FactStore;
import io.cemfleet.orchestrator.store.IncidentStore;
import io.cemfleet.orchestrator.store.StoredIncident;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What people do with an incident. Runs in the caller's transaction. */
@Component
public class Acts {
    private final IncidentStore incidents;
    private final FactStore facts;
    private final Commits commits;
    private final Steps steps;
    private final Rules rules;
    private final Clock clock;

    Acts(IncidentStore incidents, FactStore facts, Commits commits, Steps steps, Rules rules, Clock clock) {
        this.incidents = incidents;
        this.facts = facts;
        this.commits = commits;
        this.steps = steps;
        this.rules = rules;
        this.clock = clock;
    }

    /** What came of an act. */
    public sealed interface Act {
        record Taken() implements Act {}

        record UnknownIncident() implements Act {}

        /** @param present the version the incident has now */
        record MovedOn(long present) implements Act {}

        record NotSupported(String why) implements Act {}

        record Malformed(String field, String why) implements Act {}
    }

    public Act act(OperatorAction.Request asked) {
        return incidents
                .lock(asked.incidentId())
                .map(stored -> act(stored, asked))
                .orElseGet(Act.UnknownIncident::new);
    }

    private Act act(StoredIncident stored, OperatorAction.Request asked) {
        if (stored.version() != asked.expectedVersion()) {
            return new Act.MovedOn(stored.version());
        }
        Incident incident = stored.incident();
        Care care = incident.care();
        return switch (asked.action()) {
            case ACKNOWLEDGE -> taken(stored, asked, care.acknowledged(asked.actor()));
            case COMMENT -> {
                Care.Comment comment = new Care.Comment(asked.actor(), asked.reason(), clock.instant());
                yield taken(stored, asked, care.commented(comment));
            }
            case ASSIGN -> {
                Object to =
                        asked.parameters() == null ? null : asked.parameters().get("assignee");
                yield to instanceof String name && !name.isBlank()
                        ? taken(stored, asked, care.assigned(name))
                        : new Act.Malformed("parameters.assignee", "must name a person");
            }
            case CLOSE -> {
                if (incident.closed()) {
                    yield new Act.NotSupported("the incident is closed");
                }
                facts.append(asked.incidentId(), new Fact.CloseAsked(asked.actor(), asked.reason()));
                steps.soon(asked.incidentId());
                yield taken(stored, asked, care);
            }
            case APPROVE, REJECT, RETRY, TAKE_OVER, HAND_BACK ->
                new Act.NotSupported(asked.action().wire() + " has no effect while the incident is "
                        + incident.stage().label().wire());
        };
    }

    private Act taken(StoredIncident stored, OperatorAction.Request asked, Care care) {
        Scene scene = new Scene(stored.incident(), clock.instant(), rules, List::of, List.of());
        scene.become(stored.incident().with(care));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("action", asked.action().wire());
        details.put("reason", asked.reason());
        if (asked.parameters() != null && !asked.parameters().isEmpty()) {
            details.put("parameters", asked.parameters());
        }
        scene.audit(AuditEventType.OPERATOR_ACTION, asked.actor(), details);
        commits.commit(stored, scene);
        return new Act.Taken();
    }
}

package io.cemfleet.orchestrator.engine;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.OperatorAction;
import io.cemfleet.orchestrator.flow.People;
import io.cemfleet.orchestrator.flow.Scene;
import io.cemfleet.orchestrator.incident.Care;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Rules;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.store.StoredIncident;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people do with an incident. Runs in the caller's transaction. */
@Component
public class Acts {
    private final Turns.Stores stores;
    private final Commits commits;
    private final Steps steps;
    private final Rules rules;
    private final Clock clock;

    Acts(Turns.Stores stores, Commits commits, Steps steps, Rules rules, Clock clock) {
        this.stores = stores;
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
        return stores.incidents()
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
            case ACKNOWLEDGE -> taken(stored, asked, care.acknowledged(asked.person()));
            case COMMENT -> {
                Care.Comment comment = new Care.Comment(asked.person(), asked.reason(), clock.instant());
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
                Act refused = open(incident);
                yield refused != null
                        ? refused
                        : told(
                                stored,
                                asked,
                                care.takenOver(null),
                                new Fact.CloseAsked(asked.person(), asked.reason()));
            }
            case APPROVE, REJECT -> decided(stored, asked);
            case RETRY -> {
                boolean stands =
                        incident.stage() instanceof Stage.Escalated || incident.stage() instanceof Stage.Monitoring;
                yield stands && !care.resting() ? told(stored, asked, care, fact(asked)) : notNow(incident, asked);
            }
            case ALLOW_OVERLOAD -> {
                Care.Overload decided = new Care.Overload(asked.person(), asked.reason(), clock.instant());
                yield incident.closed() || care.resting() || care.overload() != null
                        ? notNow(incident, asked)
                        : told(stored, asked, care.allowing(decided), fact(asked));
            }
            case TAKE_OVER -> {
                Act refused = open(incident);
                yield refused != null ? refused : takenOver(stored, asked);
            }
            case HAND_BACK -> {
                Care.TakenOver before = care.takenOver();
                yield before == null || incident.closed()
                        ? notNow(incident, asked)
                        : told(
                                stored,
                                asked,
                                care.takenOver(null),
                                new Fact.HandedBack(asked.person(), asked.reason(), before.links()));
            }
        };
    }

    private static @Nullable Act open(Incident incident) {
        return incident.closed() ? new Act.NotSupported("the incident is closed") : null;
    }

    private static Act notNow(Incident incident, OperatorAction.Request asked) {
        Care.TakenOver takenOver = incident.care().takenOver();
        return new Act.NotSupported(asked.action().wire() + " has no effect while the incident is "
                + (takenOver == null ? incident.stage().label().wire() : "with " + takenOver.actor()));
    }

    private Act decided(StoredIncident stored, OperatorAction.Request asked) {
        Incident incident = stored.incident();
        boolean waits = !incident.closed()
                && !incident.care().resting()
                && stores.protections().all(incident.incidentId()).stream()
                        .anyMatch(p -> p.state() instanceof ProtectionState.Proposed proposed
                                && proposed.mode().asks());
        return waits ? told(stored, asked, incident.care(), fact(asked)) : notNow(incident, asked);
    }

    private Fact.Acted fact(OperatorAction.Request asked) {
        Object key = asked.parameters() == null ? null : asked.parameters().get("protection_key");
        return new Fact.Acted(
                asked.action(),
                asked.person(),
                asked.reason(),
                clock.instant(),
                key instanceof String named ? named : null);
    }

    /** Kept as a fact, and folded in when no write is under way. */
    private Act told(StoredIncident stored, OperatorAction.Request asked, Care care, Fact fact) {
        stores.facts().append(asked.incidentId(), fact);
        steps.soon(asked.incidentId());
        return taken(stored, asked, care);
    }

    /** At once: not one more write begins. */
    private Act takenOver(StoredIncident stored, OperatorAction.Request asked) {
        if (stored.incident().care().takenOver() != null) {
            return notNow(stored.incident(), asked);
        }
        Scene scene = scene(stored);
        People.takeOver(scene, asked.person(), asked.reason());
        return committed(stored, asked, scene);
    }

    private Scene scene(StoredIncident stored) {
        return new Scene(stored.incident(), clock.instant(), rules, List::of, List.of(), stores.keys());
    }

    private Act taken(StoredIncident stored, OperatorAction.Request asked, Care care) {
        Scene scene = scene(stored);
        scene.become(stored.incident().with(care));
        return committed(stored, asked, scene);
    }

    private Act committed(StoredIncident stored, OperatorAction.Request asked, Scene scene) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("action", asked.action().wire());
        details.put("reason", asked.reason());
        if (asked.parameters() != null && !asked.parameters().isEmpty()) {
            details.put("parameters", asked.parameters());
        }
        scene.audit(AuditEventType.OPERATOR_ACTION, asked.person(), details);
        commits.commit(stored, scene);
        return new Act.Taken();
    }
}

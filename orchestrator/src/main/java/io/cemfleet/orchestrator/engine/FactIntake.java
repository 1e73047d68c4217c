package io.cemfleet.orchestrator.engine;

import io.cemfleet.a2a.contract.IncidentDetected;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.IncidentUpdated;
import io.cemfleet.a2a.contract.OwnCongestion;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.contract.TunnelChanged;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.store.FactStore;
import io.cemfleet.orchestrator.store.IncidentStore;
import io.cemfleet.orchestrator.store.ProtectionStore;
import io.cemfleet.orchestrator.store.StoredIncident;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Stores each incoming message as a fact at once, so that it can be answered; the engine folds facts in between steps.
 * Runs in the caller's transaction.
 */
@Component
public class FactIntake {
    private static final Logger LOG = LoggerFactory.getLogger(FactIntake.class);

    private final IncidentStore incidents;
    private final FactStore facts;
    private final ProtectionStore protections;
    private final IncidentAdvancement advancement;
    private final IncidentStepScheduler steps;

    FactIntake(
            IncidentStore incidents,
            FactStore facts,
            ProtectionStore protections,
            IncidentAdvancement advancement,
            IncidentStepScheduler steps) {
        this.incidents = incidents;
        this.facts = facts;
        this.protections = protections;
        this.advancement = advancement;
        this.steps = steps;
    }

    /** Stores a new incident with its first intent; one that exists already stays as it is. */
    public void detected(IncidentDetected.Request report) {
        if (incidents.insert(Incident.detected(report))) {
            advancement.begin(report.incidentId());
            steps.soon(report.incidentId());
        }
    }

    /** Returns the incident's present state, or empty when the incident is unknown. */
    public Optional<IncidentState> updated(IncidentUpdated.Request update) {
        return append(update.incidentId(), new IncidentFact.UpdateReceived(update));
    }

    /** Returns the incident's present state, or empty when the incident is unknown. */
    public Optional<IncidentState> restoration(RestorationUpdate.Request report) {
        return append(report.incidentId(), new IncidentFact.RestorationReported(report));
    }

    /** Stores the report for every open incident that has one of the tunnels; it opens no incident. */
    public void congested(OwnCongestion.Request report) {
        protections
                .incidentsWith(report.tunnelIds())
                .forEach(id -> append(id, new IncidentFact.CongestionReported(report)));
    }

    /** A tunnel was found lost or altered. Where its incident is closed or unknown, this is only logged. */
    public void tunnelChanged(TunnelChanged.Request found) {
        Optional<StoredIncident> incident = incidents.lock(found.incidentId());
        if (incident.isEmpty() || incident.get().incident().closed()) {
            LOG.info(
                    "{} of {} is {}, which changes nothing: the incident is {}",
                    found.tunnelId(),
                    found.incidentId(),
                    found.change().wire(),
                    incident.isEmpty() ? "unknown" : "closed");
            return;
        }
        append(found.incidentId(), new IncidentFact.TunnelChangeReported(found));
    }

    Optional<IncidentState> append(String incidentId, IncidentFact fact) {
        return incidents.lock(incidentId).map(stored -> {
            facts.append(incidentId, fact);
            steps.soon(incidentId);
            return stored.incident().stage().label();
        });
    }
}

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

/** What comes in is stored at once and answered; the engine folds it in between steps. Runs in the caller's transaction. */
@Component
public class FactIntake {
    private static final Logger LOG = LoggerFactory.getLogger(FactIntake.class);

    private final IncidentStore incidents;
    private final FactStore facts;
    private final ProtectionStore protections;
    private final IncidentStepScheduler steps;

    FactIntake(IncidentStore incidents, FactStore facts, ProtectionStore protections, IncidentStepScheduler steps) {
        this.incidents = incidents;
        this.facts = facts;
        this.protections = protections;
        this.steps = steps;
    }

    /** A new incident; one that is here already stays as it is. */
    public void detected(IncidentDetected.Request seen) {
        if (incidents.insert(Incident.detected(seen))) {
            steps.soon(seen.incidentId());
        }
    }

    /** The state in which the incident stands, or nothing when nobody knows it. */
    public Optional<IncidentState> updated(IncidentUpdated.Request update) {
        return append(update.incidentId(), new IncidentFact.UpdateReceived(update));
    }

    /** The state in which the incident stands, or nothing when nobody knows it. */
    public Optional<IncidentState> restoration(RestorationUpdate.Request seen) {
        return append(seen.incidentId(), new IncidentFact.RestorationReported(seen));
    }

    /** Every open incident that has one of the tunnels comes to know; one that has none is not opened. */
    public void congested(OwnCongestion.Request report) {
        protections
                .incidentsWith(report.tunnelIds())
                .forEach(id -> append(id, new IncidentFact.CongestionReported(report)));
    }

    /** A tunnel was found lost or altered; that of an incident which is over, or that nobody knows, is only logged. */
    public void tunnel(TunnelChanged.Request found) {
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

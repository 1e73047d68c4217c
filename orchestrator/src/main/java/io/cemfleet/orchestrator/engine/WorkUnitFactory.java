package io.cemfleet.orchestrator.engine;

import io.cemfleet.orchestrator.flow.IncidentWorkUnit;
import io.cemfleet.orchestrator.incident.OrchestrationRules;
import io.cemfleet.orchestrator.store.CallStore;
import io.cemfleet.orchestrator.store.ProtectionKeyStore;
import io.cemfleet.orchestrator.store.ProtectionStore;
import io.cemfleet.orchestrator.store.StoredIncident;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes work units from what is stored, in the running transaction. */
@Component
class WorkUnitFactory {
    private final ProtectionStore protections;
    private final CallStore calls;
    private final ProtectionKeyStore keys;
    private final OrchestrationRules rules;
    private final Clock clock;

    WorkUnitFactory(
            ProtectionStore protections,
            CallStore calls,
            ProtectionKeyStore keys,
            OrchestrationRules rules,
            Clock clock) {
        this.protections = protections;
        this.calls = calls;
        this.keys = keys;
        this.rules = rules;
        this.clock = clock;
    }

    /** With the incident's protections and open calls. */
    IncidentWorkUnit of(StoredIncident stored) {
        String id = stored.incident().incidentId();
        return new IncidentWorkUnit(
                stored.incident(),
                clock.instant(),
                rules,
                () -> protections.all(id),
                calls.open(id).stream().map(CallStore.OpenCall::call).toList(),
                keys);
    }

    /** For a command that concerns the incident alone: without protections and calls. */
    IncidentWorkUnit ofIncidentAlone(StoredIncident stored) {
        return new IncidentWorkUnit(stored.incident(), clock.instant(), rules, List::of, List.of(), keys);
    }
}

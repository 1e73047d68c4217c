package io.cemfleet.orchestrator.engine;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.orchestrator.flow.AuditEntry;
import io.cemfleet.orchestrator.flow.IncidentWorkUnit;
import io.cemfleet.orchestrator.flow.OutgoingMessage;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.store.CallStore;
import io.cemfleet.orchestrator.store.IncidentStore;
import io.cemfleet.orchestrator.store.ProtectionKeyStore;
import io.cemfleet.orchestrator.store.ProtectionStore;
import io.cemfleet.orchestrator.store.StoredIncident;
import io.cemfleet.orchestrator.store.TransitionStore;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Stores the result of a work unit, with the messages that it causes, in the running transaction. */
@Component
class WorkUnitCommitter {
    private final IncidentStore incidents;
    private final ProtectionStore protections;
    private final CallStore calls;
    private final TransitionStore transitions;
    private final WorkUnitMessages messages;
    private final ProtectionKeyStore keys;
    private final IncidentMetrics metrics;

    WorkUnitCommitter(
            IncidentStore incidents,
            ProtectionStore protections,
            CallStore calls,
            TransitionStore transitions,
            WorkUnitMessages messages,
            ProtectionKeyStore keys,
            IncidentMetrics metrics) {
        this.incidents = incidents;
        this.protections = protections;
        this.calls = calls;
        this.transitions = transitions;
        this.messages = messages;
        this.keys = keys;
        this.metrics = metrics;
    }

    /** Returns the calls that were stored. */
    List<AgentCall> commit(StoredIncident before, IncidentWorkUnit work) {
        boolean nothing = work.incident() == before.incident()
                && work.changed().isEmpty()
                && work.calls().isEmpty()
                && work.outgoing().isEmpty();
        if (nothing) {
            return List.of();
        }
        String id = before.incident().incidentId();
        long version = incidents.save(before, work.incident());
        work.changed().forEach(protection -> protections.save(id, protection));
        keys.release(
                id,
                work.changed().stream()
                        .filter(protection ->
                                !ProtectionKeyStore.holds(protection.state().label()))
                        .map(Protection::key)
                        .toList(),
                work.incident().closed() && !before.incident().closed());
        List<AgentCall> next = work.waves();
        next.forEach(calls::insert);
        work.transitions().forEach(transition -> transitions.append(id, transition));
        messages.send(id, version, work);
        metrics.after(before.incident(), work);
        return next;
    }

    /** Messages under ids that are a function of the incident's version. */
    @Component
    static class WorkUnitMessages {
        private final Outbox outbox;
        private final AuditLog audit;

        WorkUnitMessages(Outbox outbox, AuditLog audit) {
            this.outbox = outbox;
            this.audit = audit;
        }

        void send(String incidentId, long version, IncidentWorkUnit work) {
            int index = 0;
            for (AuditEntry entry : work.audits()) {
                String actor = entry.actor() == null ? AgentName.ORCHESTRATOR.wire() : entry.actor();
                audit.record(
                        entry.type(), incidentId, actor, entry.details(), key(incidentId, "audit", version, index++));
            }
            for (OutgoingMessage<?> message : work.outgoing()) {
                send(incidentId, message, key(incidentId, message.type().name(), version, index++));
            }
        }

        private <I> void send(String incidentId, OutgoingMessage<I> message, UUID taskId) {
            outbox.send(message.type(), incidentId, message.payload(), taskId);
        }

        private static UUID key(String incidentId, String kind, long version, int index) {
            return TaskIds.of(incidentId, "-", "message:" + kind, version, index);
        }
    }
}

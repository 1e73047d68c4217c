package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentContext;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentProgress;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.IncidentTransition;
import io.cemfleet.orchestrator.incident.OrchestrationRules;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionKeyRegistry;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work on one incident: its present state, and all that a commit will store and send. Protections are read on
 * first use.
 */
public final class IncidentWorkUnit {
    private static final Comparator<Protection> HIGHEST_TIER_FIRST =
            Comparator.comparing((Protection p) -> p.scope().tier().effective()).thenComparing(Protection::id);

    private Incident incident;
    private final Instant now;
    private final OrchestrationRules rules;
    private final Supplier<List<Protection>> stored;
    private final List<AgentCall> open;
    private final ProtectionKeyRegistry keys;

    private @Nullable Map<String, Protection> loaded;
    private final Map<String, Protection> changed = new LinkedHashMap<>();
    private final List<AgentCall> calls = new ArrayList<>();
    private final Map<String, SlaTier> tiersOfCalls = new HashMap<>();
    private final List<OutgoingMessage<?>> outgoing = new ArrayList<>();
    private final List<AuditEntry> audits = new ArrayList<>();
    private final List<IncidentTransition> transitions = new ArrayList<>();
    private final List<CrossIncidentFact> crossIncidentFacts = new ArrayList<>();
    private final List<AgentCall> superseded = new ArrayList<>();
    private @Nullable Instant wakeAt;

    /** A fact for another incident, delivered after this one's commit. */
    public record CrossIncidentFact(String incidentId, IncidentFact fact) {}

    /** @param open calls whose outcome is not known yet */
    public IncidentWorkUnit(
            Incident incident,
            Instant now,
            OrchestrationRules rules,
            Supplier<List<Protection>> stored,
            List<AgentCall> open,
            ProtectionKeyRegistry keys) {
        this.incident = incident;
        this.now = now;
        this.rules = rules;
        this.stored = stored;
        this.open =
                open.stream().flatMap(call -> call.parts().stream()).collect(Collectors.toCollection(ArrayList::new));
        this.keys = keys;
    }

    public Incident incident() {
        return incident;
    }

    public IncidentStage stage() {
        return incident.stage();
    }

    public IncidentContext context() {
        return incident.context();
    }

    public IncidentProgress progress() {
        return incident.progress();
    }

    public Instant now() {
        return now;
    }

    public OrchestrationRules rules() {
        return rules;
    }

    ProtectionKeyRegistry keys() {
        return keys;
    }

    /** Whether any protection has such a state. */
    boolean any(Predicate<ProtectionState> standing) {
        return protections().stream().anyMatch(p -> standing.test(p.state()));
    }

    boolean carriesTraffic() {
        return any(ProtectionState::carriesTraffic);
    }

    /** Whether any traffic was on a protection, if only for a while. */
    boolean trafficWasMoved() {
        return protections().stream()
                .anyMatch(p -> p.record().steeredAt() != null || p.state() instanceof ProtectionState.Restored);
    }

    /** Whether something is left in the network that has to be removed. */
    boolean hasLeftovers() {
        return any(ProtectionState.FailedHolding.class::isInstance);
    }

    /** Whether another incident protects traffic that this one would have to. */
    boolean coveredElsewhere() {
        return any(state -> state instanceof ProtectionState.Covered covered && !covered.released());
    }

    /** Whether an operator has taken the incident over: facts are stored, and nothing follows from them. */
    boolean automationPaused() {
        return incident.operatorState().automationPaused();
    }

    void notifyIncident(String incidentId, IncidentFact fact) {
        crossIncidentFacts.add(new CrossIncidentFact(incidentId, fact));
    }

    public List<CrossIncidentFact> crossIncidentFacts() {
        return crossIncidentFacts;
    }

    public void update(Incident changedIncident) {
        incident = changedIncident;
    }

    void update(IncidentContext context) {
        incident = incident.with(context);
    }

    void update(IncidentProgress progress) {
        incident = incident.with(progress);
    }

    /** Enters a state: the transition is stored with its reason, and audited. */
    void move(IncidentStage next, String reason) {
        IncidentState from = stage().label();
        boolean settled = stage() instanceof IncidentStage.Escalated
                && !(next instanceof IncidentStage.Escalated)
                && !(next instanceof IncidentStage.Closed);
        incident = incident.entering(next);
        if (settled) {
            update(progress().with((Escalation) null));
        }
        transitions.add(
                new IncidentTransition(from, next.label(), reason, progress().planRevision(), now));
        audit(
                AuditEventType.STATE_CHANGE,
                new AuditDetails.StateChange(from, next.label(), next.phase(), reason).members());
    }

    /** Repeats the same queries under a plan revision of their own, although no new fact arrived. */
    void moveReplanned(IncidentStage next, String reason) {
        update(progress().replanned());
        move(next, reason);
    }

    /** All protections, the highest tier first. */
    public List<Protection> protections() {
        Map<String, Protection> all = loaded;
        if (all == null) {
            all = new LinkedHashMap<>();
            for (Protection protection : stored.get()) {
                all.put(protection.id(), protection);
            }
            loaded = all;
        }
        Map<String, Protection> present = new LinkedHashMap<>(all);
        present.putAll(changed);
        return present.values().stream().sorted(HIGHEST_TIER_FIRST).toList();
    }

    public void put(Protection protection) {
        changed.put(protection.id(), protection);
    }

    boolean hasOpen(String protection, CallStep step) {
        return open.stream().anyMatch(call -> call.protection().equals(protection) && call.step() == step);
    }

    boolean hasOpen(String protection) {
        return open.stream().anyMatch(call -> call.protection().equals(protection));
    }

    /** Whether a write to the network has no known outcome yet. */
    public boolean awaitsEffect() {
        return open.stream().anyMatch(call -> call.step().effect());
    }

    /** Drops open queries that a new plan replaces. */
    void supersedeQueries() {
        List<AgentCall> old =
                open.stream().filter(call -> !call.step().effect()).toList();
        open.removeAll(old);
        superseded.addAll(old);
    }

    /** Calls whose answers are no longer needed. */
    public List<AgentCall> superseded() {
        return superseded;
    }

    /** Stores an intent under the present plan. */
    void call(CallStep step, String protection, int attempt, Object payload) {
        long revision = progress().planRevision();
        AgentCall call = new AgentCall(
                TaskIds.of(incident.incidentId(), protection, step.wire(), revision, attempt),
                incident.incidentId(),
                protection,
                step,
                revision,
                attempt,
                payload,
                now,
                0);
        open.add(call);
        calls.add(call);
    }

    /** Stores an intent for a protection; it may be sent in a wave with others. */
    void call(CallStep step, Protection protection, Object payload) {
        tiersOfCalls.put(protection.id(), protection.scope().tier().effective());
        call(step, protection.id(), protection.attempts().attempt(), payload);
    }

    <I> void send(TaskType<I, ?> type, I payload) {
        outgoing.add(new OutgoingMessage<>(type, payload));
    }

    void audit(AuditEventType type, Map<String, Object> details) {
        audits.add(new AuditEntry(type, null, details));
    }

    public void audit(AuditEventType type, String actor, Map<String, Object> details) {
        audits.add(new AuditEntry(type, actor, details));
    }

    /** Wakes the incident at this time, or earlier if another wait is due before it. */
    void wakeAt(@Nullable Instant at) {
        if (at != null && (wakeAt == null || at.isBefore(wakeAt))) {
            wakeAt = at;
        }
    }

    public @Nullable Instant wakeAt() {
        return wakeAt;
    }

    public Collection<Protection> changed() {
        return changed.values();
    }

    /** The intents, one for each protection. */
    public List<AgentCall> calls() {
        return calls;
    }

    /** The intents as they are stored and sent: the writes of one tier together. */
    public List<AgentCall> waves() {
        return CallWaves.of(calls, tiersOfCalls);
    }

    public List<OutgoingMessage<?>> outgoing() {
        return outgoing;
    }

    public List<AuditEntry> audits() {
        return audits;
    }

    public List<IncidentTransition> transitions() {
        return transitions;
    }
}

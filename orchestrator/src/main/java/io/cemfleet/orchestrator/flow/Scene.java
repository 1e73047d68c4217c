package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.orchestrator.incident.Call;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.Fact;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.Keys;
import io.cemfleet.orchestrator.incident.Picture;
import io.cemfleet.orchestrator.incident.Progress;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Rules;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Step;
import io.cemfleet.orchestrator.incident.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work on one incident: what stands, and all that a commit will store and send. Protections are read only
 * when somebody looks at them.
 */
public final class Scene {
    private static final Comparator<Protection> HIGHEST_TIER_FIRST =
            Comparator.comparing((Protection p) -> p.cover().tier().effective()).thenComparing(Protection::id);

    private Incident incident;
    private final Instant now;
    private final Rules rules;
    private final Supplier<List<Protection>> stored;
    private final List<Call> open;
    private final Keys keys;

    private @Nullable Map<String, Protection> loaded;
    private final Map<String, Protection> changed = new LinkedHashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Outgoing<?>> outgoing = new ArrayList<>();
    private final List<AuditEntry> audits = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Ask> asks = new ArrayList<>();
    private final List<Call> superseded = new ArrayList<>();
    private @Nullable Instant wakeAt;

    /** Something that another incident has to know, once this one's commit stands. */
    public record Ask(String incidentId, Fact fact) {}

    /** @param open calls whose outcome is not known yet */
    public Scene(
            Incident incident,
            Instant now,
            Rules rules,
            Supplier<List<Protection>> stored,
            List<Call> open,
            Keys keys) {
        this.incident = incident;
        this.now = now;
        this.rules = rules;
        this.stored = stored;
        this.open = new ArrayList<>(open);
        this.keys = keys;
    }

    public Incident incident() {
        return incident;
    }

    public Stage stage() {
        return incident.stage();
    }

    public Picture picture() {
        return incident.picture();
    }

    public Progress progress() {
        return incident.progress();
    }

    public Instant now() {
        return now;
    }

    public Rules rules() {
        return rules;
    }

    Keys keys() {
        return keys;
    }

    /** Whether any protection stands so. */
    boolean any(Predicate<ProtectionState> standing) {
        return protections().stream().anyMatch(p -> standing.test(p.state()));
    }

    boolean carries() {
        return any(ProtectionState::carriesTraffic);
    }

    /** Whether any traffic was on a protection, if only for a while. */
    boolean moved() {
        return protections().stream()
                .anyMatch(p -> p.standing().steeredAt() != null || p.state() instanceof ProtectionState.Restored);
    }

    /** Whether something stands in the network that has to be removed. */
    boolean leaves() {
        return any(ProtectionState.FailedHolding.class::isInstance);
    }

    /** Whether another incident protects traffic that this one would have to. */
    boolean covered() {
        return any(state -> state instanceof ProtectionState.Covered covered && !covered.over());
    }

    /** Whether a person has the incident: facts are kept, and nothing follows from them. */
    boolean resting() {
        return incident.care().resting();
    }

    void ask(String incidentId, Fact fact) {
        asks.add(new Ask(incidentId, fact));
    }

    public List<Ask> asks() {
        return asks;
    }

    public void become(Incident changedIncident) {
        incident = changedIncident;
    }

    void become(Picture picture) {
        incident = incident.with(picture);
    }

    void become(Progress progress) {
        incident = incident.with(progress);
    }

    /** Enters a state: the transition is kept with its reason, and audited. */
    void move(Stage next, String reason) {
        IncidentState from = stage().label();
        boolean settled = stage() instanceof Stage.Escalated
                && !(next instanceof Stage.Escalated)
                && !(next instanceof Stage.Closed);
        incident = incident.entering(next);
        if (settled) {
            become(progress().with((Escalation) null));
        }
        transitions.add(new Transition(from, next.label(), reason, progress().planRevision(), now));
        audit(
                AuditEventType.STATE_CHANGE,
                Map.of("from", from.wire(), "to", next.label().wire(), "phase", next.phase(), "reason", reason));
    }

    /** The same questions are asked anew, though nobody told anything new: a plan of its own. */
    void moveReplanned(Stage next, String reason) {
        become(progress().replanned());
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

    boolean hasOpen(String protection, Step step) {
        return open.stream().anyMatch(call -> call.protection().equals(protection) && call.step() == step);
    }

    boolean hasOpen(String protection) {
        return open.stream().anyMatch(call -> call.protection().equals(protection));
    }

    /** Whether a write to the network has no known outcome yet. */
    public boolean awaitsEffect() {
        return open.stream().anyMatch(call -> call.step().effect());
    }

    /** Forgets open calls that ask what a new plan asks otherwise. */
    void supersedeQueries() {
        List<Call> old = open.stream().filter(call -> !call.step().effect()).toList();
        open.removeAll(old);
        superseded.addAll(old);
    }

    /** Calls whose answers are of no use any more. */
    public List<Call> superseded() {
        return superseded;
    }

    /** Stores an intent under the present plan. */
    void call(Step step, String protection, int attempt, Object payload) {
        long revision = progress().planRevision();
        Call call = new Call(
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

    <I> void send(TaskType<I, ?> type, I payload) {
        outgoing.add(new Outgoing<>(type, payload));
    }

    void audit(AuditEventType type, Map<String, Object> details) {
        audits.add(new AuditEntry(type, null, details));
    }

    public void audit(AuditEventType type, String actor, Map<String, Object> details) {
        audits.add(new AuditEntry(type, actor, details));
    }

    /** Wakes the incident at this time, or earlier if somebody wants it. */
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

    public List<Call> calls() {
        return calls;
    }

    public List<Outgoing<?>> outgoing() {
        return outgoing;
    }

    public List<AuditEntry> audits() {
        return audits;
    }

    public List<Transition> transitions() {
        return transitions;
    }
}

package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LIMITS;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.OriginalPath;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.AffectedService;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.IncidentTransition;
import io.cemfleet.orchestrator.incident.OrchestrationRules;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionKey;
import io.cemfleet.orchestrator.incident.ProtectionKeyRegistry;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionScope;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Scenes in each state, as tests give them. */
final class WorkUnitFixtures {
    static final String ID = "INC-2026-0001";
    static final ProtectionKey KEY = new ProtectionKey("frankfurt", "prague", 100, TeType.SR_MPLS);
    static final ProtectionTunnel TUNNEL =
            new ProtectionTunnel("sr-policy-frankfurt-prague-protect-001", SegmentId.label(24001), TeType.SR_MPLS, 1L);
    static final ProtectionRoute ROUTE = new ProtectionRoute(
            OrchestratorFixtures.path("frankfurt", "prague", "frankfurt-munich", "munich-prague"),
            List.of(OrchestratorFixtures.path("frankfurt", "prague", "a-b", "b-c")),
            new OriginalPath(List.of(LINK), null),
            List.of());

    static final ProtectionTunnel TUNNEL_2 = new ProtectionTunnel("t-2", SegmentId.label(24002), TeType.SR_MPLS, 1L);

    /** The same, and there is no other. */
    static final ProtectionRoute LONE_ROUTE =
            new ProtectionRoute(ROUTE.path(), List.of(), ROUTE.originalPath(), List.of());

    private WorkUnitFixtures() {}

    static IncidentWorkUnit at(IncidentStage stage, Protection... protections) {
        return at(incident(stage, protections.length > 0), protections);
    }

    static IncidentWorkUnit at(Incident incident, Protection... protections) {
        return at(incident, OrchestratorFixtures.rules(), new InMemoryKeyRegistry(), protections);
    }

    static IncidentWorkUnit at(Incident incident, ProtectionKeyRegistry keys, Protection... protections) {
        return at(incident, OrchestratorFixtures.rules(), keys, protections);
    }

    static IncidentWorkUnit at(
            Incident incident, OrchestrationRules rules, ProtectionKeyRegistry keys, Protection... protections) {
        return at(incident, BEGIN.plusSeconds(30), rules, keys, protections);
    }

    static IncidentWorkUnit at(
            Incident incident,
            Instant now,
            OrchestrationRules rules,
            ProtectionKeyRegistry keys,
            Protection... protections) {
        return new IncidentWorkUnit(incident, now, rules, () -> List.of(protections), List.of(), keys);
    }

    /** The same incident with all that was made of it, a while later. */
    static IncidentWorkUnit later(IncidentWorkUnit before, Instant now, ProtectionKeyRegistry keys) {
        return at(
                before.incident(),
                now,
                before.rules(),
                keys,
                before.protections().toArray(Protection[]::new));
    }

    static Protection of(String headEnd, ProtectionState state) {
        return new Protection(
                new ProtectionKey(headEnd, "prague", null, TeType.SR_MPLS),
                new ProtectionScope(SlaTier.GOLD, LIMITS, List.of("L3VPN-3"), 50.0, List.of(LINK)),
                AttemptState.NONE,
                state);
    }

    static Incident incident(IncidentStage stage, boolean suffering) {
        Incident begun = Incident.detected(OrchestratorFixtures.detected(ID)).entering(stage);
        return suffering
                ? begun.with(begun.context()
                        .assessed(List.of(new AffectedService("L3VPN-1", "l3vpn-1", "Nordwind", SlaTier.PLATINUM))))
                : begun;
    }

    /** What the incident is once the restoration monitor took the plan. */
    static Incident watched(IncidentStage stage) {
        Incident incident = incident(stage, true);
        return incident.with(incident.progress()
                .with(incident.progress()
                        .monitoring()
                        .accepted(incident.progress().planRevision())));
    }

    static Protection protection(ProtectionState state) {
        return new Protection(
                KEY,
                new ProtectionScope(SlaTier.PLATINUM, LIMITS, List.of("L3VPN-1"), 100.0, List.of(LINK)),
                AttemptState.NONE,
                state);
    }

    static Protection planned() {
        return protection(new ProtectionState.Planned(ROUTE, null, null));
    }

    static Protection provisioned() {
        return protection(new ProtectionState.Provisioned(ROUTE, TUNNEL, null));
    }

    static Protection steered() {
        return protection(new ProtectionState.Steered(ROUTE, TUNNEL, List.of("L3VPN-1")));
    }

    /** Another one of the same incident, on a tunnel of its own. */
    static Protection other() {
        return of("berlin", new ProtectionState.Steered(ROUTE, TUNNEL_2, List.of("L3VPN-3")));
    }

    /** Of two services, with a path that has no alternative. */
    static Protection lone(ProtectionState state) {
        return new Protection(
                KEY,
                new ProtectionScope(SlaTier.PLATINUM, LIMITS, List.of("L3VPN-1", "L3VPN-2"), 100.0, List.of(LINK)),
                AttemptState.NONE,
                state);
    }

    static AgentCall call(CallStep step) {
        return new AgentCall(
                java.util.UUID.randomUUID(),
                ID,
                step.effect() ? COLOURED : AgentCall.WHOLE,
                step,
                1,
                1,
                "payload",
                BEGIN,
                0);
    }

    static List<String> sent(IncidentWorkUnit work) {
        return work.outgoing().stream().map(message -> message.type().name()).toList();
    }

    static <T> List<T> sent(IncidentWorkUnit work, Class<T> payload) {
        return work.outgoing().stream()
                .map(OutgoingMessage::payload)
                .filter(payload::isInstance)
                .map(payload::cast)
                .toList();
    }

    /** The restoration monitor reports an event, and the incident advances; returns the fact's result. */
    static String reported(IncidentWorkUnit work, RestorationEvent event, Map<String, Object> details) {
        return fold(
                work,
                new IncidentFact.RestorationReported(
                        OrchestratorFixtures.seen(ID, event, work.progress().planRevision(), details)));
    }

    /** Folds a fact in, and advances the incident; returns the fact's result. */
    static String fold(IncidentWorkUnit work, IncidentFact fact) {
        String result = IncidentPhases.fold(work, fact);
        IncidentPhases.advance(work);
        return result;
    }

    /** @param protection key, null: every protection that the command can apply to */
    static IncidentFact decided(OperatorActionKind action, @Nullable String protection) {
        return new IncidentFact.OperatorDecided(action, "anna", "I know why", BEGIN, protection);
    }

    /** The messages of the updates to operators. */
    static List<String> messages(IncidentWorkUnit work) {
        return sent(work, StatusUpdate.Request.class).stream()
                .map(StatusUpdate.Request::message)
                .toList();
    }

    /** The states that the incident entered. */
    static List<IncidentState> entered(IncidentWorkUnit work) {
        return work.transitions().stream().map(IncidentTransition::to).toList();
    }

    /** The links that the first path asked for has to avoid. */
    static List<String> avoided(IncidentWorkUnit work) {
        ComputePlan.Request request =
                (ComputePlan.Request) work.calls().getFirst().payload();
        var avoid = Objects.requireNonNull(
                request.protections().getFirst().constraints().avoid());
        return Objects.requireNonNull(avoid.links());
    }
}

package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LIMITS;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.declined;
import static io.cemfleet.orchestrator.OrchestratorFixtures.flow;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.seen;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import io.cemfleet.a2a.contract.PlacementDecline.Reason;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.WithdrawalReason;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionScope;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;

/** A protection over {@code munich-prague}, which may degrade in another incident. */
abstract class HeldTunnelCase {
    static final String OTHER = "INC-2026-0777";

    /** Of the protection path. */
    static final String CROSSED = "munich-prague";

    static final SlaValues BAD = new SlaValues(258.5, 0.4, 3.0);
    static final SlaValues WORSE = new SlaValues(262.3, 0.4, 3.0);
    static final SlaValues GOOD = new SlaValues(12.0, 0.4, 0.0);
    static final SlaValues CUT = new SlaValues(null, null, 100.0);
    static final CallOutcome GONE = new CallOutcome.Done(new DeleteTunnel.Result(true, true));
    static final CallOutcome STILL_SUFFERS =
            new CallOutcome.Done(impact(service("L3VPN-1", SlaTier.PLATINUM, flow("frankfurt", "prague", 100))));

    final InMemoryKeyRegistry keys = new InMemoryKeyRegistry();

    IncidentWorkUnit at(IncidentStage stage, Protection protection) {
        keys.owners.put(WorkUnitFixtures.KEY.traffic(), WorkUnitFixtures.ID);
        return WorkUnitFixtures.at(WorkUnitFixtures.watched(stage), keys, protection);
    }

    IncidentWorkUnit monitoring() {
        return at(new IncidentStage.Monitoring(), WorkUnitFixtures.steered());
    }

    static Protection cut(Protection protection) {
        return new Protection(
                protection.key(),
                new ProtectionScope(
                        SlaTier.PLATINUM,
                        LIMITS,
                        List.of("L3VPN-1"),
                        new ProtectionScope.TrafficDemand(100.0, null),
                        List.of(LINK),
                        true,
                        null),
                AttemptState.NONE,
                protection.state());
    }

    static void measured(IncidentWorkUnit work, String verdict, SlaValues before, SlaValues after) {
        Map<String, Object> tunnel = Map.of(
                "tunnel_id",
                WorkUnitFixtures.TUNNEL.tunnelId(),
                "verdict",
                verdict,
                "before",
                wire(before),
                "after",
                wire(after));
        IncidentPhases.fold(
                work,
                new IncidentFact.RestorationReported(seen(
                        WorkUnitFixtures.ID,
                        RestorationEvent.SLA_AFTER_STEERING,
                        1,
                        Map.of("tunnels", List.of(tunnel)))));
        IncidentPhases.advance(work);
    }

    static Map<String, Object> wire(SlaValues met) {
        return met.latencyMs() == null
                ? Map.of("loss_pct", 100.0)
                : Map.of("latency_ms", met.latencyMs(), "jitter_ms", 0.4, "loss_pct", 3.0);
    }

    void asked(IncidentWorkUnit work, String link) {
        keys.degradedElsewhere.add(link);
        IncidentPhases.fold(work, new IncidentFact.AvoidanceRequested(OTHER, List.of(link)));
        IncidentPhases.advance(work);
    }

    static void planned(IncidentWorkUnit work, ComputePlan.PlacementResult placed) {
        IncidentPhases.answered(
                work,
                WorkUnitFixtures.call(CallStep.COMPUTE),
                new CallOutcome.Done(new ComputePlan.Result(List.of(placed))));
        IncidentPhases.advance(work);
    }

    static void planned(IncidentWorkUnit work, Reason reason, SlaValues onTunnel, SlaValues onOriginal) {
        planned(work, declined(COLOURED, reason, onTunnel, onOriginal));
    }

    IncidentWorkUnit later(IncidentWorkUnit before, int seconds) {
        IncidentWorkUnit work = WorkUnitFixtures.later(before, before.now().plusSeconds(seconds), keys);
        IncidentPhases.advance(work);
        return work;
    }

    /** The tunnel is out of the network. */
    IncidentWorkUnit gone(IncidentWorkUnit before) {
        IncidentWorkUnit work = WorkUnitFixtures.later(before, before.now().plusSeconds(1), keys);
        work.put(ProtectionWorkflow.answered(work, WorkUnitFixtures.call(CallStep.CLEAN_UP), only(work), GONE));
        IncidentPhases.advance(work);
        return work;
    }

    static Protection only(IncidentWorkUnit work) {
        return work.protections().getFirst();
    }

    static void assertTakenBack(IncidentWorkUnit work, String reason) {
        assertThat(only(work).state())
                .isInstanceOfSatisfying(ProtectionState.FailedHolding.class, holding -> assertThat(holding.withdrawn())
                        .isEqualTo(WithdrawalReason.of(reason)));
        assertThat(work.calls()).extracting("step").contains(CallStep.CLEAN_UP);
    }

    static List<String> messages(IncidentWorkUnit work) {
        return WorkUnitFixtures.sent(work, StatusUpdate.Request.class).stream()
                .map(StatusUpdate.Request::message)
                .toList();
    }
}

package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LIMITS;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;

import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.WaveAnswer;
import io.cemfleet.a2a.message.TaskFailure;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionKey;
import io.cemfleet.orchestrator.incident.ProtectionScope;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Many protections of one tier, as tests of waves give them. */
final class WaveScene {
    private WaveScene() {}

    static Protection planned(String headEnd, SlaTier tier) {
        return new Protection(
                new ProtectionKey(headEnd, "prague", null, TeType.SR_MPLS),
                new ProtectionScope(tier, LIMITS, List.of("S-" + headEnd), 50.0, List.of(LINK)),
                AttemptState.NONE,
                new ProtectionState.Planned(WorkUnitFixtures.LONE_ROUTE, null, null));
    }

    static List<Protection> planned(SlaTier tier, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> planned(tier.wire() + "-" + i, tier))
                .toList();
    }

    static List<Protection> standing(SlaTier tier, int count) {
        return planned(tier, count).stream()
                .map(p -> p.in(new ProtectionState.Provisioned(WorkUnitFixtures.LONE_ROUTE, tunnel(p.id()), null)))
                .toList();
    }

    static IncidentWorkUnit advanced(Protection... protections) {
        IncidentWorkUnit work = with(List.of(), new IncidentStage.Provisioning(), protections);
        IncidentPhases.advance(work);
        return work;
    }

    /** @param open calls without a known outcome */
    static IncidentWorkUnit with(List<AgentCall> open, IncidentStage stage, Protection... protections) {
        return new IncidentWorkUnit(
                WorkUnitFixtures.incident(stage, true),
                BEGIN.plusSeconds(30),
                OrchestratorFixtures.rules(),
                () -> List.of(protections),
                open,
                new InMemoryKeyRegistry());
    }

    static WaveAnswer<ProvisionTunnel.Result> made(String key) {
        ProtectionTunnel tunnel = tunnel(key);
        return WaveAnswer.done(
                key,
                new ProvisionTunnel.Result(
                        tunnel.tunnelId(), tunnel.bindingSid(), tunnel.teType(), "up", Map.of(), tunnel.pathVersion()));
    }

    static <R> WaveAnswer<R> failed(String key, String code, boolean retryable) {
        return WaveAnswer.failed(key, new TaskFailure(code, "as the test scripts it", retryable));
    }

    private static ProtectionTunnel tunnel(String key) {
        return new ProtectionTunnel(
                "t-" + key.substring(0, key.indexOf('>')), SegmentId.label(24001), TeType.SR_MPLS, 1L);
    }
}

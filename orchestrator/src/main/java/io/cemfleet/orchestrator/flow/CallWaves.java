package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.DeleteTunnels;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.ProvisionTunnels;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.a2a.contract.SteerTunnels;
import io.cemfleet.a2a.contract.TunnelWave;
import io.cemfleet.a2a.contract.WaveItem;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the writes of one tier that are due together into waves; a write that is due alone stays as it is. */
final class CallWaves {
    /**
     * What the writes of a wave have in common.
     *
     * @param revision the plan revision of the requests, which may be older than the incident's
     */
    private record WaveKind(CallStep step, long revision, @Nullable SlaTier tier) {}

    private CallWaves() {}

    /**
     * The calls as they are sent, in the order of the first of each.
     *
     * @param tiers of protections, by their keys
     */
    static List<AgentCall> of(List<AgentCall> calls, Map<String, SlaTier> tiers) {
        List<List<AgentCall>> groups = new ArrayList<>();
        Map<WaveKind, List<AgentCall>> open = new HashMap<>();
        for (AgentCall call : calls) {
            WaveKind kind = new WaveKind(call.step(), revision(call), tiers.get(call.protection()));
            List<AgentCall> group = open.get(kind);
            if (group == null || !mayJoin(call, group)) {
                group = new ArrayList<>();
                groups.add(group);
                open.put(kind, group);
            }
            group.add(call);
        }
        return groups.stream()
                .map(group -> group.size() == 1 ? group.getFirst() : wave(group))
                .toList();
    }

    /** A wave has each protection and each tunnel once; what no wave takes makes a call of its own. */
    private static boolean mayJoin(AgentCall call, List<AgentCall> group) {
        Object target = target(call);
        return target != null
                && group.size() < TunnelWave.MOST_ITEMS
                && fits(call)
                && fits(group.getFirst())
                && group.stream().noneMatch(other -> target.equals(target(other)));
    }

    private static boolean fits(AgentCall call) {
        return call.protection().length() <= WaveItem.LONGEST_KEY;
    }

    private static @Nullable String target(AgentCall call) {
        return switch (call.payload()) {
            case ProvisionTunnel.Request request -> request.protectionKey();
            case SteerTraffic.Request request -> request.tunnelId();
            case DeleteTunnel.Request request -> request.tunnelId();
            default -> null;
        };
    }

    private static long revision(AgentCall call) {
        return switch (call.payload()) {
            case ProvisionTunnel.Request request -> request.planRevision();
            case SteerTraffic.Request request -> request.planRevision();
            case DeleteTunnel.Request request -> request.planRevision();
            default -> call.planRevision();
        };
    }

    /** No other wave has its first protection at this attempt, so that its id is unique as the single calls' ids are. */
    private static AgentCall wave(List<AgentCall> calls) {
        AgentCall first = calls.getFirst();
        String incident = first.incidentId();
        long revision = revision(first);
        CallStep step;
        Object payload;
        switch (first.step()) {
            case PROVISION -> {
                step = CallStep.PROVISION_WAVE;
                payload = new ProvisionTunnels.Request(incident, revision, items(calls, ProvisionTunnel.Request.class));
            }
            case STEER -> {
                step = CallStep.STEER_WAVE;
                payload = new SteerTunnels.Request(incident, revision, items(calls, SteerTraffic.Request.class));
            }
            case CLEAN_UP -> {
                step = CallStep.CLEAN_UP_WAVE;
                payload = new DeleteTunnels.Request(incident, revision, items(calls, DeleteTunnel.Request.class));
            }
            default -> throw new IllegalArgumentException(first.step() + " is sent alone");
        }
        return new AgentCall(
                TaskIds.of(incident, first.protection(), step.wire(), first.planRevision(), first.attempt()),
                incident,
                first.protection(),
                step,
                first.planRevision(),
                first.attempt(),
                payload,
                first.createdAt(),
                0,
                calls.stream().map(AgentCall::protection).toList());
    }

    private static <P> List<WaveItem<P>> items(List<AgentCall> calls, Class<P> payload) {
        return calls.stream()
                .map(call -> new WaveItem<>(call.protection(), payload.cast(call.payload())))
                .toList();
    }
}

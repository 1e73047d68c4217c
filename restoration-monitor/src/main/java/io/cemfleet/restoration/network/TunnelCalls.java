package io.cemfleet.restoration.network;

import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.TaskCall;
import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.DeleteTunnels;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.ShiftTraffic;
import io.cemfleet.a2a.contract.ShiftTunnels;
import io.cemfleet.a2a.contract.WaveItem;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.restoration.watch.TunnelTraffic;
import io.cemfleet.restoration.watch.WatchState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Shifts and deletes tunnels of a watch, a wave at a time. A repeat of the same wave has the same task id; other
 * tunnels, the same weights at another stage, after another relapse, after a tunnel was set aside or in another watch
 * are another wave.
 */
@Component
public class TunnelCalls {
    private final A2aClient client;
    private final PresentLoads loads;

    TunnelCalls(A2aClient client, PresentLoads loads) {
        this.client = client;
        this.loads = loads;
    }

    /** Requests the target percentage of each tunnel of the next wave. */
    public Map<String, TunnelCallOutcome> shift(WatchState.Calling<?> watch) {
        List<String> wave = watch.nextWave();
        if (wave.isEmpty()) {
            return Map.of();
        }
        Map<String, Integer> targets = watch.traffic().moving();
        ShiftTunnels.Request request = new ShiftTunnels.Request(
                watch.incidentId(),
                watch.planRevision(),
                items(wave, tunnel -> shift(watch, tunnel, Objects.requireNonNull(targets.get(tunnel)))));
        String step = "shift-" + watch.stage() + '-' + watch.core().relapses() + '-' + watch.cutoverStage();
        TaskCall call = call(watch, named(watch, wave, tunnel -> "@" + targets.get(tunnel)), step, request);
        TaskOutcome<ShiftTunnels.Result> answer = client.call(ShiftTunnels.TYPE, call);
        loads.trafficMoved();
        return TunnelWaveAnswer.read(
                wave,
                answer,
                ShiftTunnels.Result::results,
                (tunnel, result) -> inForce(tunnel, Objects.requireNonNull(targets.get(tunnel)), result));
    }

    private static ShiftTraffic.Request shift(WatchState watch, String tunnel, int weight) {
        return new ShiftTraffic.Request(
                tunnel, weight, TunnelTraffic.ALL - weight, watch.planRevision(), null, pathVersion(watch, tunnel));
    }

    /** Deletes the tunnels of the next wave, whose traffic is back; done only when one is known to be gone. */
    public Map<String, TunnelCallOutcome> delete(WatchState.CleaningUp watch) {
        List<String> wave = watch.nextWave();
        if (wave.isEmpty()) {
            return Map.of();
        }
        DeleteTunnels.Request request = new DeleteTunnels.Request(
                watch.incidentId(),
                watch.planRevision(),
                items(wave, tunnel -> new DeleteTunnel.Request(tunnel, watch.planRevision())));
        TaskCall call = call(
                watch,
                named(watch, wave, tunnel -> ""),
                "delete-" + watch.core().relapses(),
                request);
        return TunnelWaveAnswer.read(
                wave, client.call(DeleteTunnels.TYPE, call), DeleteTunnels.Result::results, TunnelCalls::gone);
    }

    /** Only weights that were read back count; weights other than the requested ones are no success. */
    private static TunnelCallOutcome inForce(String tunnel, int requested, ShiftTraffic.Result result) {
        ShiftTraffic.Weights weights = result.weightsInForce();
        if (weights == null || weights.protectionWeight() != requested) {
            String found = weights == null ? "unknown" : weights.protectionWeight() + "/" + weights.originalWeight();
            return new TunnelCallOutcome.Failed("weights_differ", tunnel + ": weights in force are " + found, true);
        }
        return new TunnelCallOutcome.Done(requested);
    }

    private static TunnelCallOutcome gone(String tunnel, DeleteTunnel.Result result) {
        return result.deleted()
                ? new TunnelCallOutcome.Done(0)
                : new TunnelCallOutcome.Failed("still_there", tunnel + " is still there", true);
    }

    private static @Nullable Long pathVersion(WatchState watch, String tunnel) {
        return watch.protections().stream()
                .filter(watched -> watched.tunnelId().equals(tunnel))
                .map(MonitorRestoration.WatchedProtection::pathVersion)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static <P> List<WaveItem<P>> items(List<String> wave, Function<String, P> payload) {
        return IntStream.range(0, wave.size())
                .mapToObj(place -> new WaveItem<>(TunnelWaveAnswer.key(place), payload.apply(wave.get(place))))
                .toList();
    }

    /** What is to be done to which tunnels, and how often each was set aside. */
    private static String named(WatchState watch, List<String> wave, Function<String, String> target) {
        return wave.stream()
                .map(tunnel -> {
                    int rounds = watch.traffic().rounds(tunnel);
                    return tunnel + target.apply(tunnel) + (rounds == 0 ? "" : "-round-" + rounds);
                })
                .collect(Collectors.joining(","));
    }

    private static TaskCall call(WatchState.Calling<?> watch, String tunnels, String step, Object request) {
        var taskId = TaskIds.of(
                watch.incidentId(),
                tunnels,
                watch.taskId() + "-" + step,
                watch.planRevision(),
                watch.call().attempts());
        return TaskCall.of(taskId, watch.incidentId(), request);
    }
}

package io.cemfleet.restoration.network;

import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.TaskCall;
import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.ShiftTraffic;
import io.cemfleet.a2a.message.TaskFailure;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.restoration.watch.WatchState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Shifts and deletes tunnels of a watch, side by side. A repeat of the same step has the same task ids; the same
 * weight at another stage, after another relapse, after it was set aside or in another watch is another step.
 */
@Component
public class TunnelCalls {
    private static final int AT_ONCE = 8;

    private final A2aClient client;

    TunnelCalls(A2aClient client) {
        this.client = client;
    }

    /** Requests the target percentage of each tunnel that is being moved. */
    public Map<String, TunnelCallOutcome> shift(WatchState.Calling<?> watch) {
        Map<String, Integer> targets = watch.traffic().moving();
        return each(targets.keySet(), tunnel -> {
            int weight = Objects.requireNonNull(targets.get(tunnel));
            ShiftTraffic.Request request = new ShiftTraffic.Request(
                    tunnel, weight, 100 - weight, watch.planRevision(), null, pathVersion(watch, tunnel));
            String step = "shift-" + watch.stage() + '-' + watch.core().relapses() + '-' + watch.cutoverStage() + '-'
                    + weight;
            return switch (client.call(ShiftTraffic.TYPE, call(watch, tunnel, step, request))) {
                case TaskOutcome.Done<ShiftTraffic.Result> done -> inForce(tunnel, weight, done.result());
                case TaskOutcome.Failed<ShiftTraffic.Result> failed -> failed(tunnel, failed.error());
                case TaskOutcome.Refused<ShiftTraffic.Result> refused ->
                    new TunnelCallOutcome.Failed(
                            TunnelFailureMeaning.MESSAGE_REFUSED, tunnel + ": " + refused.detail(), false);
                case TaskOutcome.Unreachable<ShiftTraffic.Result> gone -> new TunnelCallOutcome.Unknown(gone.reason());
                case TaskOutcome.Accepted<ShiftTraffic.Result> accepted ->
                    new TunnelCallOutcome.Unknown("still under way");
            };
        });
    }

    /** Deletes the tunnels whose traffic is back; done only when one is known to be gone. */
    public Map<String, TunnelCallOutcome> delete(WatchState.CleaningUp watch) {
        return each(watch.pending(), tunnel -> {
            DeleteTunnel.Request request = new DeleteTunnel.Request(tunnel, watch.planRevision());
            return switch (client.call(
                    DeleteTunnel.TYPE,
                    call(watch, tunnel, "delete-" + watch.core().relapses(), request))) {
                case TaskOutcome.Done<DeleteTunnel.Result> done
                when done.result().deleted() -> new TunnelCallOutcome.Done(0);
                case TaskOutcome.Done<DeleteTunnel.Result> left ->
                    new TunnelCallOutcome.Failed("still_there", tunnel + " is still there", true);
                case TaskOutcome.Failed<DeleteTunnel.Result> failed -> failed(tunnel, failed.error());
                case TaskOutcome.Refused<DeleteTunnel.Result> refused ->
                    new TunnelCallOutcome.Failed(
                            TunnelFailureMeaning.MESSAGE_REFUSED, tunnel + ": " + refused.detail(), false);
                case TaskOutcome.Unreachable<DeleteTunnel.Result> gone -> new TunnelCallOutcome.Unknown(gone.reason());
                case TaskOutcome.Accepted<DeleteTunnel.Result> accepted ->
                    new TunnelCallOutcome.Unknown("still under way");
            };
        });
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

    private static @Nullable Long pathVersion(WatchState watch, String tunnel) {
        return watch.protections().stream()
                .filter(watched -> watched.tunnelId().equals(tunnel))
                .map(MonitorRestoration.WatchedProtection::pathVersion)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static TunnelCallOutcome failed(String tunnel, TaskFailure error) {
        return switch (TunnelFailureMeaning.of(error.code())) {
            case SUPERSEDED -> new TunnelCallOutcome.Superseded();
            case OTHER_PATH -> new TunnelCallOutcome.OtherPath();
            case REFUSED, FAILED ->
                new TunnelCallOutcome.Failed(error.code(), tunnel + ": " + error.message(), error.retryable());
        };
    }

    private static TaskCall call(WatchState.Calling<?> watch, String tunnel, String step, Object request) {
        int rounds = watch.traffic().rounds(tunnel);
        String named = watch.taskId() + "-" + step + (rounds == 0 ? "" : "-round-" + rounds);
        var taskId = TaskIds.of(
                watch.incidentId(),
                tunnel,
                named,
                watch.planRevision(),
                watch.call().attempts());
        return TaskCall.of(taskId, watch.incidentId(), request);
    }

    private static Map<String, TunnelCallOutcome> each(
            Collection<String> tunnels, Function<String, TunnelCallOutcome> act) {
        Map<String, Future<TunnelCallOutcome>> futures = new LinkedHashMap<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (String tunnel : tunnels.stream().sorted().toList()) {
                Callable<TunnelCallOutcome> task = () -> act.apply(tunnel);
                futures.put(tunnel, threads.submit(task));
            }
        }
        Map<String, TunnelCallOutcome> work = new LinkedHashMap<>();
        futures.forEach((tunnel, future) -> work.put(tunnel, future.resultNow()));
        return work;
    }
}

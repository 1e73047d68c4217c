package io.cemfleet.restoration.network;

import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.TaskCall;
import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.ShiftTraffic;
import io.cemfleet.a2a.message.TaskFailure;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.restoration.watch.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Shifts and deletes all tunnels of a watch, side by side. A repeat of the same step has the same task ids; the same
 * weight at another stage, after another relapse or in another watch is another step.
 */
@Component
public class Tunnels {
    private static final int AT_ONCE = 8;
    private static final String STALE_PLAN = "stale_plan";

    private final A2aClient client;

    Tunnels(A2aClient client) {
        this.client = client;
    }

    /** Tells every tunnel to carry this percentage. */
    public Work shift(Watch watch, int protectionWeight) {
        return each(watch, tunnel -> {
            ShiftTraffic.Request request =
                    new ShiftTraffic.Request(tunnel, protectionWeight, 100 - protectionWeight, watch.planRevision());
            String step = "shift-" + watch.stage() + '-' + watch.relapses() + '-' + protectionWeight;
            return switch (client.call(ShiftTraffic.TYPE, call(watch, tunnel, step, request))) {
                case TaskOutcome.Done<ShiftTraffic.Result> done -> new Work.Done();
                case TaskOutcome.Failed<ShiftTraffic.Result> failed -> failed(tunnel, failed.error());
                case TaskOutcome.Refused<ShiftTraffic.Result> refused ->
                    new Work.Failed("refused", tunnel + ": " + refused.detail(), false);
                case TaskOutcome.Unreachable<ShiftTraffic.Result> gone -> new Work.Unknown(gone.reason());
                case TaskOutcome.Accepted<ShiftTraffic.Result> accepted -> new Work.Unknown("still under way");
            };
        });
    }

    /** Deletes every tunnel; done only when each is known to be gone. */
    public Work delete(Watch watch) {
        return each(watch, tunnel -> {
            DeleteTunnel.Request request = new DeleteTunnel.Request(tunnel, watch.planRevision());
            return switch (client.call(DeleteTunnel.TYPE, call(watch, tunnel, "delete", request))) {
                case TaskOutcome.Done<DeleteTunnel.Result> done
                when done.result().deleted() -> new Work.Done();
                case TaskOutcome.Done<DeleteTunnel.Result> left ->
                    new Work.Failed("still_there", tunnel + " is still there", true);
                case TaskOutcome.Failed<DeleteTunnel.Result> failed -> failed(tunnel, failed.error());
                case TaskOutcome.Refused<DeleteTunnel.Result> refused ->
                    new Work.Failed("refused", tunnel + ": " + refused.detail(), false);
                case TaskOutcome.Unreachable<DeleteTunnel.Result> gone -> new Work.Unknown(gone.reason());
                case TaskOutcome.Accepted<DeleteTunnel.Result> accepted -> new Work.Unknown("still under way");
            };
        });
    }

    private static Work failed(String tunnel, TaskFailure error) {
        return error.code().equals(STALE_PLAN)
                ? new Work.Superseded()
                : new Work.Failed(error.code(), tunnel + ": " + error.message(), error.retryable());
    }

    private static TaskCall call(Watch watch, String tunnel, String step, Object request) {
        String named = watch.taskId() + "-" + step;
        var taskId = TaskIds.of(watch.incidentId(), tunnel, named, watch.planRevision(), watch.attempts());
        return TaskCall.of(taskId, watch.incidentId(), request);
    }

    private static Work each(Watch watch, Function<String, Work> act) {
        List<Future<Work>> futures = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (String tunnel : watch.tunnelIds()) {
                Callable<Work> task = () -> act.apply(tunnel);
                futures.add(threads.submit(task));
            }
        }
        return futures.stream().map(Future::resultNow).reduce(new Work.Done(), Work::and);
    }
}

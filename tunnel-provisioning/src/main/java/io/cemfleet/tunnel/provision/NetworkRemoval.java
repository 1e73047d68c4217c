package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.southbound.ControllerPort;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Removes a tunnel's policy, then its SID lists, and waits until configuration and network show neither. */
@Component
class NetworkRemoval {
    private final ControllerPort controller;
    private final ReadBackPoller poller;

    NetworkRemoval(ControllerPort controller, ReadBackPoller poller) {
        this.controller = controller;
        this.poller = poller;
    }

    /** Done when all was read back as gone; {@code delete_not_confirmed} when something still stands. */
    StepOutcome<Boolean> remove(Tunnel tunnel, TaskAttempt attempt) {
        StepOutcome<Boolean> policy =
                until(() -> policyGone(tunnel), tunnel, "its policy is still configured", attempt);
        if (policy instanceof Failed) {
            return policy;
        }
        StepOutcome<Boolean> lists =
                until(() -> listsGone(tunnel), tunnel, "its SID lists are still configured", attempt);
        if (lists instanceof Failed) {
            return lists;
        }
        return until(() -> pathGone(tunnel), tunnel, "the network still shows its path", attempt);
    }

    private StepOutcome<Boolean> until(
            Supplier<StepOutcome<Boolean>> gone, Tunnel tunnel, String otherwise, TaskAttempt attempt) {
        return poller.until(
                attempt,
                poller.waits().readBack(),
                () -> gone.get().map(yes -> yes ? Optional.of(true) : Optional.empty()),
                () -> StepFailure.of(TunnelFailureCode.DELETE_NOT_CONFIRMED, tunnel.tunnelId() + ": " + otherwise));
    }

    private StepOutcome<Boolean> policyGone(Tunnel tunnel) {
        StepOutcome<Boolean> removed = controller.remove(tunnel.tunnelId());
        if (removed instanceof Failed) {
            return removed;
        }
        return isGone(tunnel.tunnelId());
    }

    /** Whether no policy of the name is configured. */
    StepOutcome<Boolean> isGone(String tunnelId) {
        return controller.exists(tunnelId).map(exists -> !exists);
    }

    private StepOutcome<Boolean> listsGone(Tunnel tunnel) {
        StepOutcome<List<String>> read = controller.lists(tunnel.tunnelId());
        if (!(read instanceof Done(List<String> lists))) {
            return read.asFailure();
        }
        return controller.removeLists(lists).map(removed -> lists.isEmpty());
    }

    private StepOutcome<Boolean> pathGone(Tunnel tunnel) {
        return controller.live(tunnel.key()).map(live -> live.stream()
                .flatMap(policy -> policy.paths().stream())
                .noneMatch(path -> tunnel.preferences().contains(path.preference())));
    }
}

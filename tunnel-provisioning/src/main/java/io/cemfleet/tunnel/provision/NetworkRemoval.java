package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.provision.DividedTransaction.WaveWrite;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.LivePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Removes the policies of a wave's tunnels in one transaction, then their SID lists in another, and waits until
 * configuration and network show neither.
 */
@Component
class NetworkRemoval {
    private final ControllerPort controller;
    private final DividedTransaction transaction;
    private final ReadBackPoller poller;

    NetworkRemoval(ControllerPort controller, DividedTransaction transaction, ReadBackPoller poller) {
        this.controller = controller;
        this.transaction = transaction;
        this.poller = poller;
    }

    /** Each tunnel once all of it was read back as gone; {@code delete_not_confirmed} when something still stands. */
    StepOutcomes<Tunnel> remove(List<Tunnel> tunnels, Instant deadline) {
        return StepOutcomes.of(tunnels)
                .together(items -> until(
                        items, deadline, waiting -> policiesGone(waiting, deadline), "its policy is still configured"))
                .together(items -> until(
                        items, deadline, waiting -> listsGone(waiting, deadline), "its SID lists are still configured"))
                .together(items -> until(items, deadline, this::pathsGone, "the network still shows its path"));
    }

    private StepOutcomes<Tunnel> until(
            List<Tunnel> tunnels,
            Instant deadline,
            Function<List<Tunnel>, StepOutcomes<Boolean>> gone,
            String otherwise) {
        return poller.until(
                deadline,
                poller.waits().readBack(),
                tunnels,
                waiting -> StepOutcomes.zip(
                        waiting,
                        gone.apply(waiting),
                        (tunnel, yes) -> yes ? Optional.of(tunnel) : Optional.<Tunnel>empty()),
                tunnel -> StepFailure.of(TunnelFailureCode.DELETE_NOT_CONFIRMED, tunnel.tunnelId() + ": " + otherwise));
    }

    private StepOutcomes<Boolean> policiesGone(List<Tunnel> tunnels, Instant deadline) {
        StepOutcomes<Boolean> removed = transaction.write(
                tunnels, new WaveWrite<>(items -> controller.remove(names(items)), this::notConfigured, deadline));
        return StepOutcomes.zip(tunnels, removed, (tunnel, done) -> tunnel).together(this::notConfigured);
    }

    private StepOutcomes<Boolean> notConfigured(List<Tunnel> tunnels) {
        return StepOutcomes.after(
                controller.existing(names(tunnels)),
                tunnels,
                (Set<String> existing) ->
                        StepOutcomes.each(tunnels, tunnel -> StepOutcome.done(!existing.contains(tunnel.tunnelId()))));
    }

    /** Whether no policy of the name is configured. */
    StepOutcome<Boolean> isGone(String tunnelId) {
        return controller.existing(List.of(tunnelId)).map(Set::isEmpty);
    }

    private StepOutcomes<Boolean> listsGone(List<Tunnel> tunnels, Instant deadline) {
        return StepOutcomes.after(controller.lists(), tunnels, lists -> listsGone(tunnels, lists, deadline));
    }

    private StepOutcomes<Boolean> listsGone(List<Tunnel> tunnels, Map<String, List<String>> lists, Instant deadline) {
        List<Tunnel> holding = tunnels.stream()
                .filter(tunnel -> lists.containsKey(tunnel.tunnelId()))
                .toList();
        if (holding.isEmpty()) {
            return StepOutcomes.each(tunnels, tunnel -> StepOutcome.done(true));
        }
        var removed = transaction
                .write(
                        holding,
                        new WaveWrite<>(
                                items -> controller.removeLists(items.stream()
                                        .flatMap(tunnel -> lists.getOrDefault(tunnel.tunnelId(), List.of()).stream())
                                        .toList()),
                                items -> StepOutcomes.each(items, tunnel -> StepOutcome.done(false)),
                                deadline))
                .inOrder()
                .iterator();
        return StepOutcomes.each(
                tunnels,
                tunnel -> lists.containsKey(tunnel.tunnelId())
                        ? removed.next().map(done -> false)
                        : StepOutcome.done(true));
    }

    private StepOutcomes<Boolean> pathsGone(List<Tunnel> tunnels) {
        return StepOutcomes.after(
                controller.live(tunnels.stream().map(Tunnel::key).distinct().toList()),
                tunnels,
                live -> StepOutcomes.each(
                        tunnels, tunnel -> StepOutcome.done(isPathGone(tunnel, live.get(tunnel.key())))));
    }

    private static boolean isPathGone(Tunnel tunnel, @Nullable LivePolicy live) {
        return live == null
                || live.paths().stream().noneMatch(path -> tunnel.preferences().contains(path.preference()));
    }

    private static List<String> names(List<Tunnel> tunnels) {
        return tunnels.stream().map(Tunnel::tunnelId).toList();
    }
}

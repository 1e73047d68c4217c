package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.provision.TunnelReadBack.AwaitedTunnel;
import io.cemfleet.tunnel.provision.TunnelReadBack.ShownTunnel;
import io.cemfleet.tunnel.provision.TunnelReservations.ReservedTunnel;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.NetworkInventory;
import io.cemfleet.tunnel.southbound.TunnelWrite;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What follows a write that replaces the path of a tunnel: when it failed, the former path is restored; when it
 * succeeded, the former SID lists are removed.
 */
@Component
class PathReplacement {
    private static final Logger log = LoggerFactory.getLogger(PathReplacement.class);

    private final TunnelTechnologies technologies;
    private final ControllerPort controller;
    private final TunnelJournal journal;
    private final TunnelReadBack readBack;

    PathReplacement(
            TunnelTechnologies technologies,
            ControllerPort controller,
            TunnelJournal journal,
            TunnelReadBack readBack) {
        this.technologies = technologies;
        this.controller = controller;
        this.journal = journal;
        this.readBack = readBack;
    }

    /** Restores the path that the network had before, and removes the SID lists of the failed write. */
    void afterFailure(ReservedTunnel reserved, NetworkInventory inventory, TaskAttempt attempt) {
        if (!replacesAnother(reserved, inventory)) {
            return;
        }
        Tunnel row = reserved.row();
        switch (restore(row, attempt)) {
            case Done<Boolean>(Boolean begun) -> {
                if (begun) {
                    removeUnusedLists(List.of(row));
                }
            }
            case Failed<Boolean>(StepFailure failure) ->
                log.warn("{} was not read back with its former path: {}", row.tunnelId(), failure.message());
        }
    }

    /**
     * A tunnel that was read back on its path.
     *
     * @param before as it was stored before
     */
    record ReplacedPath(Tunnel before, Tunnel written) {}

    /** Removes the SID lists that the written tunnels do not use. */
    void afterSuccess(List<ReplacedPath> paths) {
        List<Tunnel> leaving = paths.stream()
                .filter(path -> leavesLists(path.before(), path.written()))
                .map(ReplacedPath::written)
                .toList();
        if (!leaving.isEmpty()) {
            removeUnusedLists(leaving);
        }
    }

    /** Whether the network had another version of the tunnel before: that one stays in force when the write fails. */
    private static boolean replacesAnother(ReservedTunnel reserved, NetworkInventory inventory) {
        return reserved.row().state().stands()
                && inventory.has(reserved.row().tunnelId())
                && !CandidatePathConfig.of(reserved.row()).equals(CandidatePathConfig.of(reserved.wanted()));
    }

    /** Whether SID lists stand in the network that the written tunnel does not use. */
    private static boolean leavesLists(Tunnel row, Tunnel written) {
        int lists = written.path().sidLists();
        IntendedWrite begun = row.ledger().intended();
        return lists != row.path().sidLists() || begun != null && begun.sidLists() != lists;
    }

    /**
     * Restores what was in force after a write that was to replace it failed; true once it was read back, false when no
     * write had begun.
     */
    private StepOutcome<Boolean> restore(Tunnel before, TaskAttempt attempt) {
        if (journal.row(before.tunnelId()).ledger().intended() == null) {
            return StepOutcome.done(false);
        }
        StepOutcome<TunnelTechnology> selected = technologies.of(before.teType());
        if (!(selected instanceof Done(TunnelTechnology technology))) {
            return selected.asFailure();
        }
        CandidatePathConfig former = CandidatePathConfig.of(before);
        StepOutcome<ConfiguredTunnel> read = technology.configured(before.tunnelId());
        if (!(read instanceof Done(ConfiguredTunnel present))) {
            return read.asFailure();
        }
        if (!present.is(former)
                && technology.write(List.of(new TunnelWrite(former, false)))
                        instanceof Failed<Boolean>(StepFailure failure)) {
            return StepOutcome.failed(failure);
        }
        var awaited = List.of(new AwaitedTunnel(former, technology, false));
        if (readBack.confirm(awaited, attempt.deadline()).single()
                instanceof Failed<ShownTunnel>(StepFailure failure)) {
            return StepOutcome.failed(failure);
        }
        journal.restored(before.tunnelId());
        return StepOutcome.done(true);
    }

    /**
     * Removes the tunnels' SID lists that they do not use; those that cannot be removed are tried again with the next
     * change.
     */
    private void removeUnusedLists(List<Tunnel> tunnels) {
        StepOutcome<Map<String, List<String>>> read = controller.lists();
        StepOutcome<Boolean> removed = read instanceof Done(Map<String, List<String>> all)
                ? controller.removeLists(tunnels.stream()
                        .flatMap(tunnel ->
                                CandidatePathConfig.of(tunnel)
                                        .unused(all.getOrDefault(tunnel.tunnelId(), List.of()))
                                        .stream())
                        .toList())
                : read.asFailure();
        if (removed instanceof Failed<Boolean>(StepFailure failure)) {
            List<String> names = tunnels.stream().map(Tunnel::tunnelId).toList();
            log.warn("SID lists that {} do not use could not be removed: {}", names, failure.message());
        }
    }
}

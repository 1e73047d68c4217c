package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.provision.TunnelReadBack.ShownTunnel;
import io.cemfleet.tunnel.provision.TunnelReservations.ReservedTunnel;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.ProvisioningSnapshot;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.util.List;
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
    void afterFailure(ReservedTunnel reserved, ProvisioningSnapshot view, TaskAttempt attempt) {
        if (!replacesAnother(reserved, view)) {
            return;
        }
        Tunnel row = reserved.row();
        switch (restore(row, attempt)) {
            case Done<Boolean>(Boolean begun) -> {
                if (begun) {
                    removeUnusedLists(row);
                }
            }
            case Failed<Boolean>(StepFailure failure) ->
                log.warn("{} was not read back with its former path: {}", row.tunnelId(), failure.message());
        }
    }

    /**
     * Removes the SID lists that the written tunnel does not use.
     *
     * @param row as it was stored before
     */
    void afterSuccess(Tunnel row, Tunnel written) {
        if (leavesLists(row, written)) {
            removeUnusedLists(written);
        }
    }

    /** Whether the network had another version of the tunnel before: that one stays in force when the write fails. */
    private static boolean replacesAnother(ReservedTunnel reserved, ProvisioningSnapshot view) {
        return reserved.row().state().stands()
                && view.names().contains(reserved.row().tunnelId())
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
        if (!present.is(former) && technology.write(former) instanceof Failed<Boolean>(StepFailure failure)) {
            return StepOutcome.failed(failure);
        }
        if (readBack.confirm(former, technology, attempt) instanceof Failed<ShownTunnel>(StepFailure failure)) {
            return StepOutcome.failed(failure);
        }
        journal.restored(before.tunnelId());
        return StepOutcome.done(true);
    }

    /**
     * Removes the tunnel's SID lists that it does not use; those that cannot be removed are tried again with its next
     * change.
     */
    private void removeUnusedLists(Tunnel tunnel) {
        StepOutcome<List<String>> read = controller.lists(tunnel.tunnelId());
        StepOutcome<Boolean> removed = read instanceof Done(List<String> all)
                ? controller.removeLists(CandidatePathConfig.of(tunnel).unused(all))
                : read.asFailure();
        if (removed instanceof Failed<Boolean>(StepFailure failure)) {
            log.warn("SID lists that {} does not use could not be removed: {}", tunnel.tunnelId(), failure.message());
        }
    }
}

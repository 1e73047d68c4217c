package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.provision.NetworkWriter.StandingTunnel;
import io.cemfleet.tunnel.provision.NetworkWriter.WantedTunnel;
import io.cemfleet.tunnel.provision.PathReplacement.ReplacedPath;
import io.cemfleet.tunnel.provision.StepResults.TunnelProvisioned;
import io.cemfleet.tunnel.provision.TunnelReservations.ReservedTunnel;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.NetworkInventory;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Writes tunnels whose resources are reserved, and stores them; a path that they replace is restored or removed. */
@Component
class ReservedTunnelWriter {
    private final TunnelTechnologies technologies;
    private final NetworkWriter writer;
    private final PathReplacement replacement;
    private final TunnelJournal journal;

    ReservedTunnelWriter(
            TunnelTechnologies technologies, NetworkWriter writer, PathReplacement replacement, TunnelJournal journal) {
        this.technologies = technologies;
        this.writer = writer;
        this.replacement = replacement;
        this.journal = journal;
    }

    /** A tunnel whose path passed the checks, and whose resources are reserved. */
    record AdmittedTunnel(CheckedTunnel checked, ReservedTunnel reserved) {}

    private record WrittenTunnel(AdmittedTunnel admitted, StandingTunnel standing) {
        ProvisioningRecord toStore() {
            return new ProvisioningRecord(
                    admitted.reserved().row(),
                    standing,
                    admitted.checked().dryRun(),
                    admitted.checked().attempt());
        }
    }

    /** Each tunnel once it was read back and stored. */
    StepOutcomes<TunnelProvisioned> write(List<AdmittedTunnel> items, NetworkInventory inventory, Instant deadline) {
        return written(items, inventory, deadline).together(this::record);
    }

    private StepOutcomes<WrittenTunnel> written(
            List<AdmittedTunnel> items, NetworkInventory inventory, Instant deadline) {
        Set<String> carrying = items.stream()
                .filter(item -> carriesTraffic(item.reserved(), inventory))
                .map(item -> item.reserved().row().tunnelId())
                .collect(Collectors.toSet());
        StepOutcomes<StandingTunnel> standing = PresentTunnel.read(
                        items.stream().map(item -> item.reserved().wanted()).toList(), technologies)
                .together(present -> writer.put(
                        present.stream()
                                .map(tunnel -> new WantedTunnel(
                                        tunnel,
                                        carrying.contains(tunnel.tunnel().tunnelId())))
                                .toList(),
                        deadline));
        IntStream.range(0, items.size())
                .filter(i -> standing.inOrder().get(i) instanceof Failed)
                .mapToObj(items::get)
                .forEach(item -> replacement.afterFailure(
                        item.reserved(), inventory, item.checked().attempt()));
        return StepOutcomes.zip(items, standing, WrittenTunnel::new);
    }

    /** Whether the tunnel carries traffic now, at the preference that it keeps: it must still carry it afterwards. */
    private static boolean carriesTraffic(ReservedTunnel reserved, NetworkInventory inventory) {
        Tunnel wanted = reserved.wanted();
        return reserved.row().state().carries()
                && inventory
                        .live(wanted.key())
                        .map(LivePolicy::activePreference)
                        .filter(active -> active == wanted.placement().preference())
                        .isPresent();
    }

    private StepOutcomes<TunnelProvisioned> record(List<WrittenTunnel> items) {
        List<Tunnel> stored = journal.succeeded(
                items.stream().map(item -> item.toStore().success()).toList());
        replacement.afterSuccess(IntStream.range(0, items.size())
                .mapToObj(
                        i -> new ReplacedPath(items.get(i).admitted().reserved().row(), stored.get(i)))
                .toList());
        return StepOutcomes.zip(
                items,
                StepOutcomes.of(stored),
                (item, tunnel) ->
                        new TunnelProvisioned(tunnel, item.admitted().checked().dryRun()));
    }
}

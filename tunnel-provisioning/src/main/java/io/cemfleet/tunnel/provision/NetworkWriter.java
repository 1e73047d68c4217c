package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.provision.DividedTransaction.WaveWrite;
import io.cemfleet.tunnel.provision.TunnelReadBack.AwaitedTunnel;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.TunnelWrite;
import io.cemfleet.tunnel.southbound.WritePlanState;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Writes the tunnels of a wave and reads them back. It reads the network before it writes: an object of ours that is the
 * same needs no write, one of ours that differs is modified, one that is not ours stops its item.
 */
@Component
class NetworkWriter {
    private final ControllerPort controller;
    private final TunnelJournal journal;
    private final DividedTransaction transaction;
    private final TunnelReadBack readBack;

    NetworkWriter(
            ControllerPort controller, TunnelJournal journal, DividedTransaction transaction, TunnelReadBack readBack) {
        this.controller = controller;
        this.journal = journal;
        this.transaction = transaction;
        this.readBack = readBack;
    }

    /**
     * A tunnel that is to be written.
     *
     * @param present the tunnel as it is to be, and what stands under its name
     * @param active whether it is to be the active path of its policy afterwards
     */
    record WantedTunnel(PresentTunnel present, boolean active) {}

    /**
     * A tunnel as the network has it.
     *
     * @param created whether this attempt created it
     * @param inForce as configured, read back
     * @param live as it is in the network, read back
     */
    record StandingTunnel(Tunnel tunnel, boolean created, CandidatePathConfig inForce, LivePolicy live) {}

    /** A tunnel on its way into the network; without a write it is there as wanted. */
    private record PlannedWrite(Tunnel tunnel, WantedTunnel wanted, boolean write) {
        CandidatePathConfig candidate() {
            return CandidatePathConfig.of(tunnel);
        }

        TunnelTechnology technology() {
            return wanted.present().technology();
        }

        ConfiguredTunnel present() {
            return wanted.present().configured();
        }

        PlannedWrite of(Tunnel intended) {
            return new PlannedWrite(intended, wanted, write);
        }

        boolean created() {
            return write && present() instanceof ConfiguredTunnel.NotConfigured;
        }
    }

    /** Writes the tunnels that differ, in one transaction, and waits until the network shows all of them up. */
    StepOutcomes<StandingTunnel> put(List<WantedTunnel> wanted, Instant deadline) {
        return StepOutcomes.each(wanted, this::planned)
                .together(this::needed)
                .together(this::intended)
                .together(writes -> TunnelTechnologies.byTechnology(
                        writes, PlannedWrite::technology, (technology, items) -> sent(technology, items, deadline)))
                .together(writes -> confirmed(writes, deadline));
    }

    private StepOutcome<PlannedWrite> planned(WantedTunnel wanted) {
        PresentTunnel present = wanted.present();
        Tunnel tunnel = onFreeLists(present.tunnel(), present.configured());
        return present.notOurs()
                .map(StepOutcome::<PlannedWrite>failed)
                .orElseGet(() -> StepOutcome.done(new PlannedWrite(tunnel, wanted, true)));
    }

    /** A tunnel that is configured as wanted is written again only when NSO gave up on its devices. */
    private StepOutcomes<PlannedWrite> needed(List<PlannedWrite> writes) {
        List<String> equal = writes.stream()
                .filter(write -> write.present().is(write.candidate()))
                .map(write -> write.tunnel().tunnelId())
                .toList();
        if (equal.isEmpty()) {
            return StepOutcomes.of(writes);
        }
        StepOutcome<Map<String, WritePlanState>> plans = controller.plans(equal);
        return StepOutcomes.each(
                writes,
                write -> !equal.contains(write.tunnel().tunnelId())
                        ? StepOutcome.done(write)
                        : plans.map(all -> new PlannedWrite(
                                write.tunnel(),
                                write.wanted(),
                                all.get(write.tunnel().tunnelId()) instanceof WritePlanState.GivenUp)));
    }

    private StepOutcomes<PlannedWrite> intended(List<PlannedWrite> writes) {
        var begun = journal.intend(writes.stream()
                        .filter(PlannedWrite::write)
                        .map(PlannedWrite::tunnel)
                        .toList())
                .iterator();
        return StepOutcomes.each(writes, write -> StepOutcome.done(write.write() ? write.of(begun.next()) : write));
    }

    private StepOutcomes<PlannedWrite> sent(TunnelTechnology technology, List<PlannedWrite> writes, Instant deadline) {
        List<TunnelWrite> differing = writes.stream()
                .filter(PlannedWrite::write)
                .map(write -> new TunnelWrite(write.candidate(), write.created()))
                .toList();
        if (differing.isEmpty()) {
            return StepOutcomes.of(writes);
        }
        Function<List<TunnelWrite>, StepOutcome<Boolean>> send = items -> items.size() == 1 && differing.size() > 1
                ? alone(technology, items.getFirst())
                : technology.write(items);
        var sent = transaction
                .write(differing, new WaveWrite<>(send, items -> asWritten(technology, items), deadline))
                .inOrder()
                .iterator();
        return StepOutcomes.each(
                writes, write -> write.write() ? sent.next().map(done -> write) : StepOutcome.done(write));
    }

    /** The last of a refused transaction: what appeared under a fresh name since it was read is not replaced. */
    private static StepOutcome<Boolean> alone(TunnelTechnology technology, TunnelWrite write) {
        if (!write.create()) {
            return technology.write(List.of(write));
        }
        String name = write.candidate().tunnelId();
        StepOutcome<ConfiguredTunnel> read = technology.configured(name);
        if (!(read instanceof Done(ConfiguredTunnel present))) {
            return read.asFailure();
        }
        return present instanceof ConfiguredTunnel.NotConfigured
                ? technology.write(List.of(write))
                : StepOutcome.failed(TunnelFailureCode.NOT_OURS, name + " stands in the network, and is not ours");
    }

    private static StepOutcomes<Boolean> asWritten(TunnelTechnology technology, List<TunnelWrite> writes) {
        return StepOutcomes.after(
                technology.configured(writes.stream()
                        .map(write -> write.candidate().tunnelId())
                        .toList()),
                writes,
                now -> StepOutcomes.each(
                        writes,
                        write -> StepOutcome.done(
                                Objects.requireNonNull(now.get(write.candidate().tunnelId()))
                                        .is(write.candidate()))));
    }

    private StepOutcomes<StandingTunnel> confirmed(List<PlannedWrite> writes, Instant deadline) {
        List<AwaitedTunnel> awaited = writes.stream()
                .map(write -> new AwaitedTunnel(
                        write.candidate(), write.technology(), write.wanted().active()))
                .toList();
        return StepOutcomes.zip(
                writes,
                readBack.confirm(awaited, deadline),
                (write, shown) -> new StandingTunnel(write.tunnel(), write.created(), shown.inForce(), shown.live()));
    }

    /**
     * The tunnel on SID lists that nothing uses with other segments: neither the network's lists nor those in force
     * according to the store are rewritten.
     */
    private Tunnel onFreeLists(Tunnel wanted, ConfiguredTunnel present) {
        if (present instanceof ConfiguredTunnel.NotConfigured) {
            return wanted;
        }
        CandidatePathConfig candidate = CandidatePathConfig.of(wanted);
        Tunnel row = journal.row(wanted.tunnelId());
        boolean free = present instanceof ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig there)
                && !candidate.rewrites(there)
                && !(row.state().stands() && candidate.rewrites(CandidatePathConfig.of(row)));
        return free ? wanted : wanted.onLists(1 + highestNumber(row, present));
    }

    private static int highestNumber(Tunnel row, ConfiguredTunnel present) {
        IntendedWrite begun = row.ledger().intended();
        int known = Math.max(row.path().sidLists(), begun == null ? 0 : begun.sidLists());
        return present instanceof ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig there)
                ? Math.max(known, there.highestNumber())
                : known;
    }
}

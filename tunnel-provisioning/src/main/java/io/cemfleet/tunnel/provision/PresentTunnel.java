package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A tunnel and what stands under its name.
 *
 * @param configured as the controller has it, read before anything is written
 */
record PresentTunnel(Tunnel tunnel, TunnelTechnology technology, ConfiguredTunnel configured) {

    /** Reads what stands under the names of tunnels, with one read for all of a technology. */
    static StepOutcomes<PresentTunnel> read(List<Tunnel> tunnels, TunnelTechnologies technologies) {
        return StepOutcomes.each(
                        tunnels,
                        tunnel -> technologies.of(tunnel.teType()).map(technology -> new Unread(tunnel, technology)))
                .together(items -> TunnelTechnologies.byTechnology(items, Unread::technology, PresentTunnel::read));
    }

    private record Unread(Tunnel tunnel, TunnelTechnology technology) {}

    private static StepOutcomes<PresentTunnel> read(TunnelTechnology technology, List<Unread> items) {
        return StepOutcomes.after(
                technology.configured(
                        items.stream().map(item -> item.tunnel().tunnelId()).toList()),
                items,
                present -> StepOutcomes.each(
                        items,
                        item -> StepOutcome.done(new PresentTunnel(
                                item.tunnel(),
                                technology,
                                Objects.requireNonNull(present.get(item.tunnel().tunnelId()))))));
    }

    /** The same object in the network for the tunnel as it is to be. */
    PresentTunnel as(Tunnel wanted) {
        return new PresentTunnel(wanted, technology, configured);
    }

    /** Why the object under the tunnel's name must not be touched; empty when it is ours, or there is none. */
    Optional<StepFailure> notOurs() {
        SteeringKey key =
                switch (configured) {
                    case ConfiguredTunnel.NotConfigured nothing -> tunnel.key();
                    case ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig candidate) -> candidate.key();
                    case ConfiguredTunnel.ForeignPolicy(SteeringKey other, var preferences) -> other;
                };
        boolean begun = configured instanceof ConfiguredTunnel.NotConfigured
                || tunnel.ledger().written();
        return begun && key.equals(tunnel.key())
                ? Optional.empty()
                : Optional.of(StepFailure.of(
                        TunnelFailureCode.NOT_OURS,
                        "%s stands in the network as %s, and is not ours".formatted(tunnel.tunnelId(), key)));
    }
}

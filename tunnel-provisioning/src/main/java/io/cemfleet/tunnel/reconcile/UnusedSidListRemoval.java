package io.cemfleet.tunnel.reconcile;

import io.cemfleet.tunnel.control.WriteGate;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.ProposedWrite;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.policy.WriteVerdict;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.store.HeadEndLock;
import io.cemfleet.tunnel.store.TunnelStore;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes SID lists that an interrupted change of a provisioned tunnel left behind: those that neither the path in
 * force nor the network's configuration uses. A change that may continue keeps its lists for the grace time; while a
 * control forbids writes, all lists stay.
 */
@Component
class UnusedSidListRemoval {
    private static final Logger log = LoggerFactory.getLogger(UnusedSidListRemoval.class);
    private static final Duration REMOVAL_TIME = Duration.ofSeconds(60);

    private final ControllerPort controller;
    private final TunnelTechnologies technologies;
    private final TunnelStore tunnels;
    private final HeadEndLock locks;
    private final WriteGate gate;
    private final ReconciliationSettings settings;
    private final Clock clock;

    UnusedSidListRemoval(
            ControllerPort controller,
            TunnelTechnologies technologies,
            TunnelStore tunnels,
            HeadEndLock locks,
            WriteGate gate,
            ReconciliationSettings settings,
            Clock clock) {
        this.controller = controller;
        this.technologies = technologies;
        this.tunnels = tunnels;
        this.locks = locks;
        this.gate = gate;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param standing tunnels with no write under way, as they were read */
    void remove(List<Tunnel> standing) {
        if (standing.isEmpty()) {
            return;
        }
        StepOutcome<Map<String, List<String>>> read = controller.lists();
        if (read instanceof Failed<Map<String, List<String>>>(StepFailure failure)) {
            log.warn("SID lists cannot be read: {}", failure.message());
        }
        if (read instanceof Done(Map<String, List<String>> lists)) {
            Instant abandoned = clock.instant().minus(settings.grace());
            standing.stream()
                    .filter(tunnel -> !unused(tunnel, lists).isEmpty())
                    .filter(tunnel -> !tunnels.changedSince(tunnel, abandoned))
                    .filter(this::allowed)
                    .limit(settings.mostPerRun())
                    .forEach(tunnel -> remove(tunnel, unused(tunnel, lists)));
        }
    }

    private void remove(Tunnel tunnel, List<String> names) {
        String headEnd = tunnel.key().headEnd();
        StepOutcome<Boolean> removed =
                locks.holding(headEnd, clock.instant().plus(REMOVAL_TIME), () -> removeLocked(tunnel, names));
        if (removed instanceof StepOutcome.Failed<Boolean>(var failure)) {
            log.warn("unused SID lists of {} could not be removed: {}", tunnel.tunnelId(), failure.message());
        }
    }

    private StepOutcome<Boolean> removeLocked(Tunnel tunnel, List<String> names) {
        if (!unchanged(tunnel)) {
            return StepOutcome.done(false);
        }
        StepOutcome<TunnelTechnology> selected = technologies.of(tunnel.teType());
        if (!(selected instanceof Done(TunnelTechnology technology))) {
            return selected.asFailure();
        }
        StepOutcome<ConfiguredTunnel> read = technology.configured(tunnel.tunnelId());
        if (!(read instanceof Done(ConfiguredTunnel present))) {
            return read.asFailure();
        }
        return switch (present) {
            case ConfiguredTunnel.ForeignPolicy foreign -> StepOutcome.done(false);
            case ConfiguredTunnel.NotConfigured nothing -> controller.removeLists(names);
            case ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig there) ->
                controller.removeLists(there.unused(names));
        };
    }

    private boolean unchanged(Tunnel tunnel) {
        Optional<Tunnel> now = tunnels.find(tunnel.tunnelId());
        return now.filter(row -> row.ledger().version() == tunnel.ledger().version())
                .isPresent();
    }

    private boolean allowed(Tunnel tunnel) {
        var write = ProposedWrite.of(TunnelStep.DELETE, tunnel, tunnel.plan(), WriteMandate.UPKEEP);
        return !(gate.preview(write, UUID.randomUUID()) instanceof WriteVerdict.Refused);
    }

    /** The tunnel's SID lists beside those of its path in force. */
    private static List<String> unused(Tunnel tunnel, Map<String, List<String>> lists) {
        return CandidatePathConfig.of(tunnel).unused(lists.getOrDefault(tunnel.tunnelId(), List.of()));
    }
}

package io.cemfleet.tunnel.reconcile;

import io.cemfleet.a2a.naming.TunnelName;
import io.cemfleet.tunnel.control.WriteVerdictStore;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.reconcile.ReconciliationRun.Cleanup;
import io.cemfleet.tunnel.reconcile.ReconciliationRun.DifferenceKind;
import io.cemfleet.tunnel.reconcile.ReconciliationRun.Differences;
import io.cemfleet.tunnel.southbound.ConfiguredPolicy;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.store.TunnelStore;
import io.cemfleet.tunnel.store.TunnelStore.TunnelStateRow;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Compares own tunnels with the network. An abandoned row (failed, reserved or deleting, without a step under way) is
 * removed as {@code delete_tunnel} would; a policy under one of our names without a tunnel is reported and left alone;
 * policies under other names are ignored. A network that cannot be read proves nothing.
 */
@Component
class TunnelReconciler {
    private static final Set<TunnelState> ABANDONED =
            Set.of(TunnelState.FAILED, TunnelState.RESERVED, TunnelState.DELETING);
    private static final Set<TunnelState> STANDING =
            Set.of(TunnelState.PROVISIONED, TunnelState.STEERED, TunnelState.SHIFTED);

    private final ControllerPort controller;
    private final TunnelStore tunnels;
    private final AbandonedTunnelRemoval abandoned;
    private final ReconciliationStore runs;
    private final WriteVerdictStore verdicts;
    private final ReconciliationSettings settings;
    private final Clock clock;

    TunnelReconciler(
            ControllerPort controller,
            TunnelStore tunnels,
            AbandonedTunnelRemoval abandoned,
            ReconciliationStore runs,
            WriteVerdictStore verdicts,
            ReconciliationSettings settings,
            Clock clock) {
        this.controller = controller;
        this.tunnels = tunnels;
        this.abandoned = abandoned;
        this.runs = runs;
        this.verdicts = verdicts;
        this.settings = settings;
        this.clock = clock;
    }

    ReconciliationRun run() {
        Instant started = clock.instant();
        ReconciliationRun result =
                switch (controller.policies()) {
                    case StepOutcome.Done<List<ConfiguredPolicy>>(var policies) -> compared(policies, started);
                    case StepOutcome.Failed<List<ConfiguredPolicy>>(var failure) -> unread(failure, started);
                };
        runs.save(result);
        verdicts.forgetOld();
        return result;
    }

    private ReconciliationRun compared(List<ConfiguredPolicy> network, Instant started) {
        Map<String, SteeringKey> ours = new TreeMap<>();
        network.stream()
                .filter(policy -> TunnelName.ours(policy.name()))
                .forEach(policy -> ours.put(policy.name(), policy.key()));
        Map<String, TunnelStateRow> rows = tunnels.holdingOr(ours.keySet()).stream()
                .collect(Collectors.toMap(TunnelStateRow::tunnelId, Function.identity(), (a, b) -> a, TreeMap::new));
        var differences = new Differences(
                (int) rows.values().stream().filter(row -> row.state().holds()).count(),
                ours.size(),
                runs.keep(DifferenceKind.ORPHAN_POLICY, orphans(ours, rows, started), started),
                runs.keep(DifferenceKind.MISSING_POLICY, missing(ours, rows, started), started));
        Cleanup cleanup = abandoned.clean(rows.values().stream()
                .filter(row -> ABANDONED.contains(row.state()))
                .filter(untouchedSince(started))
                .map(TunnelStateRow::tunnelId)
                .limit(settings.mostPerRun())
                .toList());
        return new ReconciliationRun(started, clock.instant(), "done", null, cleanup, differences);
    }

    private Map<String, SteeringKey> orphans(
            Map<String, SteeringKey> ours, Map<String, TunnelStateRow> rows, Instant started) {
        var orphans = new TreeMap<>(ours);
        rows.values().stream()
                .filter(row -> row.state().holds() || !untouchedSince(started).test(row))
                .forEach(row -> orphans.remove(row.tunnelId()));
        return orphans;
    }

    private Map<String, SteeringKey> missing(
            Map<String, SteeringKey> ours, Map<String, TunnelStateRow> rows, Instant started) {
        var missing = new TreeMap<String, SteeringKey>();
        rows.values().stream()
                .filter(row -> STANDING.contains(row.state()) && !ours.containsKey(row.tunnelId()))
                .filter(untouchedSince(started))
                .forEach(row ->
                        tunnels.find(row.tunnelId()).ifPresent(tunnel -> missing.put(tunnel.tunnelId(), tunnel.key())));
        return missing;
    }

    /** Whether no step is under way: nothing changed within the grace time before the network was read. */
    private Predicate<TunnelStateRow> untouchedSince(Instant started) {
        Instant limit = started.minus(settings.grace());
        return row -> row.updatedAt().isBefore(limit);
    }

    private ReconciliationRun unread(StepFailure failure, Instant started) {
        return new ReconciliationRun(
                started,
                clock.instant(),
                "failed",
                failure.code().wire() + ": " + failure.message(),
                Cleanup.NONE,
                runs.last().map(ReconciliationRun::differences).orElse(Differences.UNKNOWN));
    }
}

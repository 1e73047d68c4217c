package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the traffic of each tunnel is split between protection and original path, as the restoration monitor read it
 * back.
 *
 * @param each weights by tunnel, where the report has them
 * @param all the weights of all tunnels that the report names, where it does not list them by tunnel
 * @param named the tunnels that the report is about; empty: all
 */
record CutoverWeights(Map<String, TunnelShare> each, @Nullable TunnelShare all, Set<String> named) {
    private static final int ALL = 100;

    /** In percent. */
    record TunnelShare(int protection, int original) {
        static @Nullable TunnelShare of(@Nullable Integer protection, @Nullable Integer original) {
            return protection == null || original == null ? null : new TunnelShare(protection, original);
        }
    }

    /** Those of a report about a stage of the cutover, or about what holds it. */
    static CutoverWeights of(RestorationUpdate.Request report) {
        RestorationDetails.CutoverStage stage = RestorationDetails.of(report, RestorationDetails.CutoverStage.class)
                .orElse(RestorationDetails.CutoverStage.UNKNOWN);
        List<RestorationDetails.TunnelWeights> tunnels = report.event() == RestorationEvent.CUTOVER_HELD
                ? RestorationDetails.of(report, RestorationDetails.CutoverHold.class)
                        .map(RestorationDetails.CutoverHold::tunnels)
                        .orElse(List.of())
                : stage.tunnels();
        Map<String, TunnelShare> each = new HashMap<>();
        for (RestorationDetails.TunnelWeights tunnel : tunnels) {
            TunnelShare share = TunnelShare.of(tunnel.protectionWeight(), tunnel.originalWeight());
            String id = tunnel.tunnelId();
            if (share != null && id != null) {
                each.put(id, share);
            }
        }
        TunnelShare all = TunnelShare.of(stage.protectionWeight(), stage.originalWeight());
        return new CutoverWeights(each, all, new HashSet<>(report.tunnelIds()));
    }

    /** The protection with the weights of its tunnel; unchanged where the report does not name the tunnel. */
    Protection applied(Protection protection) {
        ProtectionTunnel tunnel = protection.state().tunnelOrNull();
        if (tunnel == null) {
            return protection;
        }
        TunnelShare share = each.get(tunnel.tunnelId());
        if (share == null && each.isEmpty() && (named.isEmpty() || named.contains(tunnel.tunnelId()))) {
            share = all;
        }
        return share == null ? protection : protection.in(applied(protection.state(), share));
    }

    private static ProtectionState applied(ProtectionState state, TunnelShare share) {
        return switch (state) {
            case ProtectionState.Steered steered ->
                share.protection() == ALL ? steered : steered.returning(share.protection(), share.original());
            case ProtectionState.Returning returning ->
                share.protection() == ALL
                        ? returning.relapsed()
                        : returning.returning(share.protection(), share.original());
            default -> state;
        };
    }

    /** Such as "50/50", or "0/100 and 50/50" where tunnels differ: protection/original, in percent. */
    static String words(IncidentWorkUnit work) {
        TreeSet<String> shares = new TreeSet<>();
        for (Protection protection : work.protections()) {
            if (protection.state() instanceof ProtectionState.Returning returning) {
                shares.add(returning.protectionWeight() + "/" + returning.originalWeight());
            } else if (protection.state().carriesTraffic()) {
                shares.add("100/0");
            }
        }
        return shares.isEmpty() ? "its tunnels" : String.join(" and ", shares);
    }
}

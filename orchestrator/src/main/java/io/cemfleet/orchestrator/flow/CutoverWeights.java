package io.cemfleet.orchestrator.flow;

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
        static @Nullable TunnelShare of(Map<?, ?> values) {
            return values.get("protection_weight") instanceof Number protection
                            && values.get("original_weight") instanceof Number original
                    ? new TunnelShare(protection.intValue(), original.intValue())
                    : null;
        }
    }

    static CutoverWeights of(RestorationUpdate.Request report) {
        Map<String, TunnelShare> each = new HashMap<>();
        if (report.details().get("tunnels") instanceof List<?> tunnels) {
            for (Object one : tunnels) {
                TunnelShare share = one instanceof Map<?, ?> values ? TunnelShare.of(values) : null;
                if (share != null && one instanceof Map<?, ?> values && values.get("tunnel_id") instanceof String id) {
                    each.put(id, share);
                }
            }
        }
        return new CutoverWeights(each, TunnelShare.of(report.details()), new HashSet<>(report.tunnelIds()));
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

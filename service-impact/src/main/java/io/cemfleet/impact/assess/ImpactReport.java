package io.cemfleet.impact.assess;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.BranchShare;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.cnc.CncSettings;
import io.cemfleet.cnc.CncSettings.FleetColors;
import io.cemfleet.impact.network.ServiceNetworkState;
import io.cemfleet.impact.tier.TierClassifier;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.runtime.time.FractionalSeconds;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Affected flows by service, the highest tier first. */
@Component
class ImpactReport {

    private static final String SERVICE_TYPE = "l3vpn";

    private final TierClassifier tiers;
    private final FleetColors fleetColors;
    private final Clock clock;

    @Autowired
    ImpactReport(TierClassifier tiers, CncSettings cnc, Clock clock) {
        this(tiers, cnc.fleetColors(), clock);
    }

    ImpactReport(TierClassifier tiers, FleetColors fleetColors, Clock clock) {
        this.tiers = tiers;
        this.fleetColors = fleetColors;
        this.clock = clock;
    }

    AssessImpact.Result of(ServiceNetworkState state, List<AffectedFlow> affected, FlowDemands demands) {
        var byService = affected.stream()
                .collect(Collectors.groupingBy(
                        flow -> flow.flow().service().vpnId(), LinkedHashMap::new, Collectors.toList()));
        var services = byService.values().stream()
                .map(flows -> service(flows.getFirst().flow().service(), flows, demands))
                .sorted(Comparator.comparing(AssessImpact.AffectedService::slaTier)
                        .thenComparing(AssessImpact.AffectedService::serviceId))
                .toList();
        var byTier = new LinkedHashMap<String, Integer>();
        services.forEach(service -> byTier.merge(service.slaTier().wire(), 1, Integer::sum));
        var age = Duration.between(state.oldest(), clock.instant());
        return new AssessImpact.Result(
                services.size(),
                byTier,
                services,
                state.topology().version(),
                Math.max(0, FractionalSeconds.of(age)),
                null);
    }

    private AssessImpact.AffectedService service(VpnService service, List<AffectedFlow> flows, FlowDemands demands) {
        var tier = tiers.of(service);
        var shares = FlowShares.among(ServiceFlow.of(service));
        return new AssessImpact.AffectedService(
                service.vpnId(),
                service.name(),
                SERVICE_TYPE,
                service.customer().isBlank() ? null : service.customer(),
                tier,
                tiers.limits(tier),
                flows.stream()
                        .map(flow -> flow(flow, shares.of(flow.flow()), demands))
                        .toList());
    }

    private AssessImpact.Flow flow(AffectedFlow affected, double share, FlowDemands demands) {
        var flow = affected.flow();
        var former = affected.former();
        return new AssessImpact.Flow(
                flow.headEnd(),
                flow.end(),
                share,
                demands.mbps(flow, affected.way()),
                paths(affected.way()),
                ownColor(flow),
                TeType.SR_MPLS,
                affected.impact(),
                demands.bound(flow, affected.way()),
                former == null ? null : branches(former.route()));
    }

    /** The customer's colour. A service whose colour the fleet set still counts as plain. */
    private @Nullable Integer ownColor(ServiceFlow flow) {
        Integer color = flow.endPoint().color();
        return color == null || fleetColors.contain(color) ? null : color;
    }

    private static List<BranchShare> paths(FlowRoute way) {
        return switch (way) {
            case FlowRoute.Known(RouteResult.Routed route, var policy) -> branches(route);
            case FlowRoute.Ambiguous(RouteResult.Routed likely, var possible) -> branches(likely);
            case FlowRoute.None none -> List.of();
        };
    }

    private static List<BranchShare> branches(RouteResult.Routed route) {
        return route.branches().stream()
                .map(branch -> new BranchShare(branch.linkIds(), branch.share()))
                .toList();
    }
}

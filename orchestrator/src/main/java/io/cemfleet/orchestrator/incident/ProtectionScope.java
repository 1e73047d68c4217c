package io.cemfleet.orchestrator.incident;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.BranchShare;
import io.cemfleet.a2a.contract.FlowImpact;
import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SlaTier;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a protection covers. In JSON the nested value is flat.
 *
 * @param tier the highest of its services
 * @param limits the strictest of its services
 * @param currentLinks what its traffic crosses now
 * @param cut whether a degraded link of its original path lets none of its traffic through
 * @param originalLinks the path to which its traffic returns, where the network already rerouted it around a cut; null:
 *     the current links
 */
public record ProtectionScope(
        SlaTier tier,
        SlaLimits limits,
        List<String> services,
        @JsonUnwrapped TrafficDemand demand,
        List<String> currentLinks,
        boolean cut,
        @Nullable List<String> originalLinks) {

    /**
     * How much traffic its flows carry together.
     *
     * @param demandMbps the sum of its flows' demands as far as they are known, null when none is
     * @param demandBoundMbps what its flows cannot exceed together, each measured one counted as measured; null when
     *     all are measured, or nothing bounds one of them
     */
    public record TrafficDemand(@Nullable Double demandMbps, @Nullable Double demandBoundMbps) {

        /** The most that the traffic may reach, Mbit/s; null where nothing is known about it. */
        public @Nullable Double max() {
            return demandBoundMbps == null ? demandMbps : demandBoundMbps;
        }

        boolean unknown() {
            return demandMbps == null && demandBoundMbps == null;
        }

        TrafficDemand plus(TrafficDemand other) {
            boolean measured = demandBoundMbps == null && other.demandBoundMbps == null;
            return new TrafficDemand(sum(demandMbps, other.demandMbps), measured ? null : sum(max(), other.max()));
        }

        private static @Nullable Double sum(@Nullable Double one, @Nullable Double two) {
            if (one == null) {
                return two;
            }
            return two == null ? one : Double.valueOf(one + two);
        }
    }

    /** One whose flows are all measured, or none, and none of which is cut or was taken elsewhere. */
    public ProtectionScope(
            SlaTier tier,
            SlaLimits limits,
            List<String> services,
            @Nullable Double demandMbps,
            List<String> currentLinks) {
        this(tier, limits, services, new TrafficDemand(demandMbps, null), currentLinks, false, null);
    }

    public @Nullable Double demandMbps() {
        return demand.demandMbps();
    }

    /** One flow of a service. */
    public static ProtectionScope of(AssessImpact.AffectedService service, AssessImpact.Flow flow) {
        List<BranchShare> former = flow.formerPaths();
        return new ProtectionScope(
                service.slaTier(),
                service.slaLimits(),
                List.of(service.serviceId()),
                new TrafficDemand(flow.demandMbps(), flow.demandMbps() == null ? flow.demandBoundMbps() : null),
                links(flow.paths()),
                flow.impact() == FlowImpact.OUTAGE,
                former == null ? null : links(former));
    }

    private static List<String> links(List<BranchShare> paths) {
        return paths.stream()
                .flatMap(path -> path.links().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Both together; links, demands and impact are those of the newer. */
    ProtectionScope with(ProtectionScope newer) {
        return new ProtectionScope(
                tier.or(newer.tier),
                strictest(limits, newer.limits),
                union(services, newer.services),
                newer.demand.unknown() ? demand : newer.demand,
                newer.currentLinks,
                newer.cut,
                newer.originalLinks);
    }

    /** Its traffic is back on these links, unless a cut takes it elsewhere. */
    ProtectionScope backOn(List<String> links) {
        return originalLinks == null ? new ProtectionScope(tier, limits, services, demand, links, cut, null) : this;
    }

    ProtectionScope withCut(boolean original) {
        return new ProtectionScope(tier, limits, services, demand, currentLinks, original, originalLinks);
    }

    /** Two flows of one assessment. */
    public ProtectionScope plus(ProtectionScope other) {
        return new ProtectionScope(
                tier.or(other.tier),
                strictest(limits, other.limits),
                union(services, other.services),
                demand.plus(other.demand),
                union(currentLinks, other.currentLinks),
                cut || other.cut,
                unionOrNull(originalLinks, other.originalLinks));
    }

    private static SlaLimits strictest(SlaLimits one, SlaLimits two) {
        return new SlaLimits(
                Math.min(one.latencyMs(), two.latencyMs()),
                Math.min(one.jitterMs(), two.jitterMs()),
                Math.min(one.lossPct(), two.lossPct()));
    }

    private static List<String> union(List<String> one, List<String> two) {
        TreeSet<String> all = new TreeSet<>(one);
        all.addAll(two);
        return new ArrayList<>(all);
    }

    private static @Nullable List<String> unionOrNull(@Nullable List<String> one, @Nullable List<String> two) {
        if (one == null) {
            return two;
        }
        return two == null ? one : union(one, two);
    }
}

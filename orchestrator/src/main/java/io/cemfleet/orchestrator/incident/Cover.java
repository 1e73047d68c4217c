package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SlaTier;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a protection covers.
 *
 * @param tier the highest of its services
 * @param limits the strictest of its services
 * @param demandMbps the sum of its flows' demands as far as they are known, null when none is
 * @param currentLinks what its traffic crosses now
 */
public record Cover(
        SlaTier tier, SlaLimits limits, List<String> services, @Nullable Double demandMbps, List<String> currentLinks) {

    /** Both together; the links are those of the newer. */
    Cover with(Cover newer) {
        return new Cover(
                tier.or(newer.tier),
                strictest(limits, newer.limits),
                union(services, newer.services),
                newer.demandMbps == null ? demandMbps : newer.demandMbps,
                newer.currentLinks);
    }

    /** Two flows of one assessment. */
    public Cover plus(Cover other) {
        return new Cover(
                tier.or(other.tier),
                strictest(limits, other.limits),
                union(services, other.services),
                sum(demandMbps, other.demandMbps),
                union(currentLinks, other.currentLinks));
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

    private static @Nullable Double sum(@Nullable Double one, @Nullable Double two) {
        if (one == null) {
            return two;
        }
        return two == null ? one : Double.valueOf(one + two);
    }
}

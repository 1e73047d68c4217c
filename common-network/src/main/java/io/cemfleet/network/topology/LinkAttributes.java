package io.cemfleet.network.topology;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the controller reports of one direction of a link.
 *
 * @param domain IGP domain id, {@code 0} where none is reported
 * @param igpMetric at least 0
 * @param teMetric the IGP metric where none is reported (RFC 5305)
 * @param adjacencySid absolute label, absent where there is none
 * @param capacityMbps absent where neither layer reports it
 * @param delayMs advertised one-way delay in milliseconds, absent where none is reported
 * @param srlgs shared-risk groups, sorted
 * @param affinities administrative group bits, unsigned 32 bit
 */
public record LinkAttributes(
        String domain,
        int igpMetric,
        int teMetric,
        @Nullable Integer adjacencySid,
        @Nullable Double capacityMbps,
        @Nullable Double delayMs,
        Set<Integer> srlgs,
        long affinities) {

    public LinkAttributes {
        srlgs = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(srlgs));
    }
}

package io.cemfleet.traffic.demand;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Traffic of one direction between two routers.
 *
 * @param headEnd router slug
 * @param endPoint router slug
 * @param color of its routes, absent for plain IGP
 */
public record DemandKey(String headEnd, String endPoint, @Nullable Integer color) implements Comparable<DemandKey> {
    private static final Comparator<DemandKey> ORDER = Comparator.comparing(DemandKey::headEnd)
            .thenComparing(DemandKey::endPoint)
            .thenComparing(key -> key.color() == null ? 0 : key.color());

    @Override
    public int compareTo(DemandKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return headEnd + ">" + endPoint + (color == null ? "" : "#" + color);
    }
}

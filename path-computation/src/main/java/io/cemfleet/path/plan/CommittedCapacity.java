package io.cemfleet.path.plan;

import java.util.Collection;
import java.util.List;

/**
 * Capacity that is not free although the measured load does not show it.
 *
 * @param reserved for planned traffic of all incidents that is not measured yet
 * @param returning for traffic that is away on protections of other incidents and will come back, on the path that it
 *     returns to; at most one a protection key
 */
public record CommittedCapacity(Collection<CapacityReservation> reserved, Collection<CapacityReservation> returning) {

    public static final CommittedCapacity NONE = new CommittedCapacity(List.of(), List.of());

    public CommittedCapacity {
        reserved = List.copyOf(reserved);
        returning = List.copyOf(returning);
    }
}

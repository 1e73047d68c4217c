package io.cemfleet.path.plan;

import java.util.Collection;
import java.util.List;

/**
 * Room that is not free although the measured load does not show it.
 *
 * @param reserved for what was planned and is not measured yet, of all incidents
 * @param returning for traffic that is away on protections of other incidents and will come back, on the path that it
 *     returns to; at most one a protection key
 */
public record Commitments(Collection<Reservation> reserved, Collection<Reservation> returning) {

    public static final Commitments NONE = new Commitments(List.of(), List.of());

    public Commitments {
        reserved = List.copyOf(reserved);
        returning = List.copyOf(returning);
    }
}

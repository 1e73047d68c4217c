package io.cemfleet.correlator.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A domain.
 *
 * @param incidents its open incidents, oldest first, as earlier versions kept them; empty once they have been moved to
 *     entries of their own
 * @param opened how many incidents it has had since then
 */
record DomainState(List<OpenIncident> incidents, long opened) {
    static final DomainState NEW = new DomainState(List.of(), 0);

    DomainState {
        incidents = incidents == null ? List.of() : incidents;
    }

    static DomainState orNew(@Nullable DomainState known) {
        return known == null ? NEW : known;
    }

    DomainState withOneMore() {
        return new DomainState(incidents, opened + 1);
    }
}

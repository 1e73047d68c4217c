package io.cemfleet.launcher.tickets;

import java.util.List;

/** How the demo of tickets ended. */
public sealed interface TicketsOutcome {
    /** Every ticket carries one note, and the history says completed. */
    record Answered(int tickets) implements TicketsOutcome {}

    /** The demo failed, for this reason. */
    record Failed(List<String> reasons) implements TicketsOutcome {
        public Failed {
            reasons = List.copyOf(reasons);
        }
    }
}

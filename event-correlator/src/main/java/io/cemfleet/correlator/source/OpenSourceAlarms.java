package io.cemfleet.correlator.source;

import java.util.List;
import java.util.Set;

/** A source's answer to the question for its open alarms. */
public sealed interface OpenSourceAlarms {

    /**
     * The list.
     *
     * @param unplaced ids of open alarms that name nothing in the network: neither raised nor cleared
     * @param complete whether no open alarm can be missing; only then absence counts as a clear
     */
    record Listed(List<SourceAlert> alarms, Set<String> unplaced, boolean complete) implements OpenSourceAlarms {
        public Listed {
            alarms = List.copyOf(alarms);
            unplaced = Set.copyOf(unplaced);
        }
    }

    /** @param reason for the log */
    record Unavailable(String reason) implements OpenSourceAlarms {}
}

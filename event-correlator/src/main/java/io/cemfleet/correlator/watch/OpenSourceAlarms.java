package io.cemfleet.correlator.watch;

import io.cemfleet.correlator.source.SourceAlert;
import java.util.List;
import java.util.Set;

/**
 * A source's list of open alarms.
 *
 * @param unplaced ids of open alarms that name nothing in the network: neither raised nor cleared
 * @param complete whether no open alarm can be missing; only then absence counts as a clear
 */
record OpenSourceAlarms(List<SourceAlert> alarms, Set<String> unplaced, boolean complete) {
    OpenSourceAlarms {
        alarms = List.copyOf(alarms);
        unplaced = Set.copyOf(unplaced);
    }
}

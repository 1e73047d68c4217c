package io.cemfleet.correlator.watch;

import io.cemfleet.correlator.source.SourceAlert;
import java.util.List;
import java.util.Set;

/**
 * What a source lists as open.
 *
 * @param unplaced ids of open alarms that name nothing in the network: not raised, and not cleared either
 * @param complete whether nothing that is open can be missing; only then absence counts as a clear
 */
record OpenSourceAlarms(List<SourceAlert> alarms, Set<String> unplaced, boolean complete) {
    OpenSourceAlarms {
        alarms = List.copyOf(alarms);
        unplaced = Set.copyOf(unplaced);
    }
}

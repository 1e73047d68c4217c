package io.cemfleet.restoration.engine;

import io.cemfleet.restoration.network.CapacityVerdict;
import io.cemfleet.restoration.watch.OriginalPathStatus;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchStepResult;
import java.util.List;

/** Whether a part of the tunnels may return now. */
sealed interface ReturnChoice {

    /** No traffic returns now. */
    record NotYet(WatchStepResult step) implements ReturnChoice {}

    /**
     * A part returns.
     *
     * @param paths with the links that keep the others from returning
     * @param reports about those others
     */
    record Fits(CapacityVerdict.Known capacity, OriginalPathStatus paths, List<WatchReport> reports)
            implements ReturnChoice {}
}

package io.cemfleet.correlator.network;

import io.cemfleet.cnc.reading.BackgroundReader;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Refreshes the snapshot's policies: they change without a new topology version. */
@Component
class PolicyRefresh extends BackgroundReader {

    private final NetworkSnapshotCache network;
    private final Duration pause;

    PolicyRefresh(NetworkSnapshotCache network, PolicyRefreshSettings settings) {
        super("policy-refresh", AFTER_THE_TOPOLOGY);
        this.network = network;
        this.pause = settings.policies();
    }

    @Override
    protected void readOnce() {
        network.refresh();
    }

    @Override
    protected Duration pauseAfter(Duration took) {
        return pause;
    }
}

package io.cemfleet.traffic.watch;

import io.cemfleet.traffic.demand.Exposure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Takes the news of expected congestion on, with the running transaction. */
public interface CongestionNews {

    /** @param exposure who would suffer, absent when it could not be found out */
    void raised(Episode episode, Duration horizon, @Nullable Exposure exposure);

    /** @param now how it looks instead */
    void cleared(Episode episode, Duration horizon, LinkOutlook now);
}

package io.cemfleet.traffic.watch;

import io.cemfleet.traffic.demand.LinkExposure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Takes the news of expected congestion on, with the running transaction. */
public interface CongestionListener {

    /** @param exposure who would suffer, absent when it could not be found out */
    void raised(CongestionEpisode episode, Duration horizon, @Nullable LinkExposure exposure);

    /** @param now how it looks instead */
    void cleared(CongestionEpisode episode, Duration horizon, LinkForecast now);
}

package io.cemfleet.traffic.watch;

import io.cemfleet.traffic.demand.LinkExposure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Receives the begin and the end of expected congestion, within the running transaction. */
public interface CongestionListener {

    /** @param exposure the affected demands and services, absent when they are not known */
    void raised(CongestionEpisode episode, Duration horizon, @Nullable LinkExposure exposure);

    /** @param now the present forecast */
    void cleared(CongestionEpisode episode, Duration horizon, LinkForecast now);
}

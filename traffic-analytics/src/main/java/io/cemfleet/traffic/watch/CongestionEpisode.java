package io.cemfleet.traffic.watch;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A period in which congestion of a link is expected, with one alert.
 *
 * @param from the sending end of the direction, slug
 * @param utilisation when the alert was sent, 0 to 1
 * @param predictedUtilisation at the horizon's end, absent with too little history
 * @param probability that the threshold is crossed before the horizon's end, 0 to 1
 * @param clearedAt when the forecast no longer held or its incident was closed, absent before
 * @param crossedAt when the measured load crossed the threshold
 * @param peakUtilisation measured until the horizon's end
 */
public record CongestionEpisode(
        UUID episodeId,
        String linkId,
        String from,
        double utilisation,
        @Nullable Double predictedUtilisation,
        double probability,
        Instant expectedAt,
        Instant raisedAt,
        Instant horizonEnd,
        @Nullable Instant clearedAt,
        ForecastVerdict verdict,
        @Nullable Instant crossedAt,
        @Nullable Double peakUtilisation) {}

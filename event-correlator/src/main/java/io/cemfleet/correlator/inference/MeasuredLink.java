package io.cemfleet.correlator.inference;

import io.cemfleet.correlator.alert.MetricReading;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkVerdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What CNC measured on a link.
 *
 * @param from the end that sends in the worst direction, absent where nothing was measured
 * @param worst the value that is worst against its limit, absent where nothing was measured
 * @param measuredAt of the older direction, absent where one was not measured
 */
record MeasuredLink(
        String linkId,
        LinkVerdict verdict,
        @Nullable String from,
        @Nullable MetricReading worst,
        @Nullable Instant measuredAt,
        List<LinkMeasurement> measurements) {

    /** Good, and measured no earlier than this. */
    boolean isGoodSince(Instant since) {
        return verdict == LinkVerdict.GOOD && measuredAt != null && !measuredAt.isBefore(since);
    }
}

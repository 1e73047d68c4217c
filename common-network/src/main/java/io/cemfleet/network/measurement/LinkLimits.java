package io.cemfleet.network.measurement;

import io.cemfleet.network.topology.Link;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of a good link.
 *
 * @param delayAllowanceMs above the advertised delay, milliseconds
 * @param delayAllowanceRatio above the advertised delay, as a part of it; the larger allowance holds
 * @param jitterMs highest good jitter, milliseconds
 * @param lossPct highest good loss, percent
 */
@Validated
@ConfigurationProperties("cem.cnc.link-limits")
public record LinkLimits(
        @DefaultValue("3") @PositiveOrZero double delayAllowanceMs,
        @DefaultValue("0.25") @PositiveOrZero double delayAllowanceRatio,
        @DefaultValue("5") @PositiveOrZero double jitterMs,
        @DefaultValue("0.1") @PositiveOrZero @Max(100) double lossPct) {

    /** The packaged defaults: 3 ms or 25 %, 5 ms, 0.1 %. */
    public static LinkLimits defaults() {
        return new LinkLimits(3, 0.25, 5, 0.1);
    }

    /** The highest good delay of a link with this advertised delay, milliseconds. */
    public double maxDelayMs(double advertisedMs) {
        return advertisedMs + Math.max(delayAllowanceMs, advertisedMs * delayAllowanceRatio);
    }

    /** The verdict on one direction; without a measurement or an advertised delay it cannot be good. */
    public LinkVerdict verdict(@Nullable LinkMeasurement measured, @Nullable Double advertisedMs) {
        if (measured == null) {
            return LinkVerdict.UNKNOWN;
        }
        return within(measured.delayMs(), advertisedMs == null ? null : maxDelayMs(advertisedMs))
                .and(within(measured.jitterMs(), jitterMs))
                .and(within(measured.lossPct(), lossPct));
    }

    /** The verdict on a link: both directions must be reported, measured and good for the link to be good. */
    public LinkVerdict verdict(Link link, LinkReadings readings) {
        if (link.directions().isEmpty()) {
            return LinkVerdict.UNKNOWN;
        }
        var verdict = link.directions().size() == 2 ? LinkVerdict.GOOD : LinkVerdict.UNKNOWN;
        for (var direction : link.directions()) {
            verdict = verdict.and(verdict(readings.of(direction).orElse(null), direction.delayMs()));
        }
        return verdict;
    }

    private static LinkVerdict within(@Nullable Double value, @Nullable Double limit) {
        if (value == null || limit == null) {
            return LinkVerdict.UNKNOWN;
        }
        return value <= limit ? LinkVerdict.GOOD : LinkVerdict.BAD;
    }
}

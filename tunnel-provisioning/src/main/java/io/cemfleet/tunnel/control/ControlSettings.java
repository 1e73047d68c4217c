package io.cemfleet.tunnel.control;

import io.cemfleet.tunnel.policy.AutomationCaps;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The controls that apply until an operator sets others.
 *
 * @param verdictRetention how long verdicts are stored, at least the hour over which the cap on changes counts
 */
@Validated
@ConfigurationProperties("cem.tunnel.controls")
record ControlSettings(@DefaultValue @Valid DefaultCaps caps, @DefaultValue("30d") @NotNull Duration verdictRetention) {

    ControlSettings {
        if (verdictRetention.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("cem.tunnel.controls.verdict-retention: at least 1h");
        }
    }

    /** See {@link AutomationCaps}. The defaults let a carrier with 48 protections a link lose any link twice an hour. */
    record DefaultCaps(
            @DefaultValue("1000") @Min(0) int maxTunnels,
            @DefaultValue("500") @Min(0) int maxTunnelsPerHeadEnd,
            @DefaultValue("2000") @Min(0) int maxServices,
            @DefaultValue("2000") @PositiveOrZero double maxGbps,
            @DefaultValue("1500") @Min(0) int maxChangesPerHeadEndAndHour,
            @DefaultValue("1000") @PositiveOrZero double assumedDemandMbps) {}

    AutomationCaps defaultCaps() {
        return new AutomationCaps(
                caps.maxTunnels,
                caps.maxTunnelsPerHeadEnd,
                caps.maxServices,
                caps.maxGbps,
                caps.maxChangesPerHeadEndAndHour,
                caps.assumedDemandMbps);
    }
}

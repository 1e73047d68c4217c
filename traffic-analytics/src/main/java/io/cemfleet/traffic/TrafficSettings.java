package io.cemfleet.traffic;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How traffic is measured and forecast. Waits are nominal; the time scale divides them.
 *
 * @param collectEvery between two readings of all links and policies
 * @param retryEvery after a reading that found no topology
 * @param retention how long samples are kept
 * @param topologyAge greatest age of a topology that counts as present; not scaled
 * @param publishedAge greatest age at which what the network's one reader published counts as present, policies, services
 *     and loads alike; not scaled
 * @param fitToLinks whether committed demands are lowered to the measured load of the links
 * @param violation utilisation from which a link is reported as a violation
 */
@Validated
@ConfigurationProperties("cem.traffic")
public record TrafficSettings(
        @DefaultValue("300s") @NotNull Duration collectEvery,
        @DefaultValue("30s") @NotNull Duration retryEvery,
        @DefaultValue("7d") @NotNull Duration retention,
        @DefaultValue("60s") @NotNull Duration topologyAge,
        @DefaultValue("60s") @NotNull Duration publishedAge,
        @DefaultValue("true") boolean fitToLinks,
        @DefaultValue("0.85") @DecimalMin("0.1") @DecimalMax("1") double violation,
        @DefaultValue @Valid Forecast forecast,
        @DefaultValue @Valid Proactive proactive) {

    /**
     * How congestion is forecast.
     *
     * @param samples number of newest samples for a trend
     * @param minimum with fewer there is no forecast
     * @param horizonMinutes where the request names none
     * @param threshold utilisation whose crossing the agent forecasts
     * @param season period in which the load is expected to repeat; scaled
     * @param seasonSlots parts of the period that have a value of their own
     * @param seasonPeriods with fewer measured periods there is no season
     */
    public record Forecast(
            @DefaultValue("48") @Min(3) @Max(1000) int samples,
            @DefaultValue("12") @Min(3) int minimum,
            @DefaultValue("60") @Min(1) int horizonMinutes,
            @DefaultValue("0.7") @DecimalMin("0.1") @DecimalMax("1") double threshold,
            @DefaultValue("24h") @NotNull Duration season,
            @DefaultValue("24") @Min(2) @Max(288) int seasonSlots,
            @DefaultValue("2") @Min(1) int seasonPeriods) {}

    /**
     * When an alert is sent to the event correlator.
     *
     * @param horizon how far ahead the forecast reaches; scaled
     * @param probability of crossing the forecast's threshold within the horizon, from which an alert is sent
     * @param rearm probability below which the alert is cleared, and another may follow
     * @param load present utilisation from which an alert is sent without a forecast
     * @param pause after an incident of a link was closed, in which no alert about the link is sent; scaled
     * @param keep how long the ledger keeps forecasts with their verdicts; not scaled
     */
    public record Proactive(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("60m") @NotNull Duration horizon,
            @DefaultValue("0.7") @DecimalMin("0.5") @DecimalMax("1") double probability,
            @DefaultValue("0.5") @DecimalMin("0") @DecimalMax("1") double rearm,
            @DefaultValue("0.85") @DecimalMin("0.1") @DecimalMax("1") double load,
            @DefaultValue("30m") @NotNull Duration pause,
            @DefaultValue("90d") @NotNull Duration keep) {}
}

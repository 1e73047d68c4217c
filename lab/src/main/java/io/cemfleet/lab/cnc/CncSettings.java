package io.cemfleet.lab.cnc;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The behaviour of the CNC simulator.
 *
 * @param password that a login must give; none: any that is not blank
 * @param tokenLifetime how long a JWT is good for
 * @param sessionLimit open sessions per user
 * @param commitDelay from a write through NSO until its plan is ready
 * @param pushAttempts how often a notification is sent before it is dropped
 * @param pushBackOff between two attempts
 * @param keepAlive pause after which a notification stream without events sends a keep-alive
 * @param performanceInterval between two notifications of all measurements
 * @param thresholds where interface alarms are raised
 */
@Validated
@ConfigurationProperties("lab.cnc")
public record CncSettings(
        @Nullable String password,
        @NotNull @DefaultValue("8h") Duration tokenLifetime,
        @Min(1) @DefaultValue("100") int sessionLimit,
        @NotNull @DefaultValue("300ms") Duration commitDelay,
        @Min(1) @DefaultValue("4") int pushAttempts,
        @NotNull @DefaultValue("500ms") Duration pushBackOff,
        @NotNull @DefaultValue("2s") Duration keepAlive,
        @NotNull @DefaultValue("10s") Duration performanceInterval,
        @Valid @NotNull @DefaultValue Thresholds thresholds) {

    /**
     * @param delayMarginMs above the advertised delay, at least
     * @param delayMarginPct of the advertised delay, at least
     * @param jitterMs highest good jitter
     * @param lossPct highest good loss
     * @param clearAfter good samples in a row
     */
    public record Thresholds(
            @Positive @DefaultValue("10") double delayMarginMs,
            @Positive @DefaultValue("50") double delayMarginPct,
            @Positive @DefaultValue("10") double jitterMs,
            @Positive @DefaultValue("0.1") double lossPct,
            @Min(1) @DefaultValue("2") int clearAfter) {

        double delayLimitMs(double advertisedMs) {
            return advertisedMs + Math.max(delayMarginMs, advertisedMs * delayMarginPct / 100);
        }
    }
}

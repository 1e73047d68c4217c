package io.cemfleet.path;

import io.cemfleet.a2a.contract.PathMetric;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of path-computation.
 *
 * @param sites CSV of {@code id,lat,lon}: the positions of routers, for maps
 * @param versions how many topology versions are cached
 * @param maxAge maximum age of the topology for computations; an older one is read again first
 */
@Validated
@ConfigurationProperties("cem.path")
public record PathSettings(
        @DefaultValue("classpath:sites/europe.csv") @NotNull Resource sites,
        @DefaultValue("32") @Min(1) @Max(1000) int versions,
        @DefaultValue("30s") @NotNull Duration maxAge,
        @DefaultValue @Valid SearchSettings search,
        @DefaultValue @Valid NetworkReadSettings reading,
        @DefaultValue @Valid LinkPollSettings measurement,
        @DefaultValue @Valid PlanSettings plan) {

    /**
     * Defaults for what a request leaves open.
     *
     * @param metric what is minimised
     * @param maxHops longest path; unset: the diameter of the network and the extra hops
     * @param extraHops the additional hops of the relaxation; a limit that no caller set is then dropped altogether
     * @param unknownDelayMs assumed for a link whose delay is neither measured nor advertised: never zero
     * @param unknownMsd SID depth of a head-end that reports none
     */
    public record SearchSettings(
            @DefaultValue("delay") @NotNull PathMetric metric,
            @Nullable @Min(1) @Max(1000) Integer maxHops,
            @DefaultValue("5") @Min(0) @Max(1000) int extraHops,
            @DefaultValue("50") @Positive double unknownDelayMs,
            @DefaultValue("10") @Min(1) @Max(100) int unknownMsd) {}

    /**
     * How the network is read for all agents.
     *
     * @param refresh shortest pause between two readings of topology and policies; it grows to four times the length of
     *     a reading
     * @param reconcile shortest pause between two readings while the controller notifies changes
     * @param services shortest pause between two readings of the services
     * @param heldBy how long another instance may be silent before this one publishes in its place
     */
    public record NetworkReadSettings(
            @DefaultValue("5s") @NotNull Duration refresh,
            @DefaultValue("60s") @NotNull Duration reconcile,
            @DefaultValue("30s") @NotNull Duration services,
            @DefaultValue("30s") @NotNull Duration heldBy) {}

    /**
     * How links are polled.
     *
     * @param refresh shortest pause between two rounds; it grows to four times the length of a round, as long as load
     *     stays fresh
     * @param fresh maximum age of a measurement
     * @param delays whether a fresh measured delay replaces the advertised one
     */
    public record LinkPollSettings(
            @DefaultValue("15s") @NotNull Duration refresh,
            @DefaultValue("60s") @NotNull Duration fresh,
            @DefaultValue("true") boolean delays) {}

    /**
     * How plans are placed.
     *
     * @param threshold part of a link direction's capacity that measured load, reservations and what is placed may fill
     * @param drift part of a capacity below the threshold that plans leave free: demands change between the reading that a
     *     plan is made from and the measurement that judges it, and a plan at the threshold would be undone by that
     * @param assumedDemandMbps assumed for traffic that is neither measured nor bounded: never zero
     * @param reservation how long capacity is reserved for a policy that is not seen
     * @param rememberMoved how long a plan whose traffic is not seen on its protection is remembered
     * @param within how long a plan may take, waiting for others included, 1 to 55 s: its caller waits 60
     * @param improveWithin how long protections that fit may be placed again for one more to fit; 0 for not at all
     */
    public record PlanSettings(
            @DefaultValue("0.80") @Positive @DecimalMax("1.0") double threshold,
            @DefaultValue("0.02") @PositiveOrZero @DecimalMax("0.2") double drift,
            @DefaultValue("1000") @Positive double assumedDemandMbps,
            @DefaultValue("300s") @NotNull Duration reservation,
            @DefaultValue("24h") @NotNull Duration rememberMoved,
            @DefaultValue("40s") @NotNull @DurationMin(seconds = 1) @DurationMax(seconds = 55) Duration within,
            @DefaultValue("5s") @NotNull Duration improveWithin) {}
}

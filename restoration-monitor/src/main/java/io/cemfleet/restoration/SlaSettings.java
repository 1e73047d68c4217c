package io.cemfleet.restoration;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the monitor measures whether steering helped. All but the window, the measuring interval and the lateness are
 * nominal: the time scale divides them.
 *
 * @param window how far back samples count, before steering and after it
 * @param settle after steering, until samples count
 * @param measuringInterval between two measurements of the network; measurements sooner after steering never count
 * @param lateness how long after its moment a sample may arrive; never scaled
 * @param collect for how long samples are collected then, at least
 * @param linkInterval between two samples of the links that the tunnels load, soon after steering and while one is full
 * @param patience how long samples may be missing before the verdict is unknown
 * @param clearlyBetter a value beyond its limit is clearly better at this fraction of its former value, or less
 */
@Validated
@ConfigurationProperties("cem.restoration.sla")
public record SlaSettings(
        @DefaultValue("60s") @NotNull Duration window,
        @DefaultValue("10s") @NotNull Duration settle,
        @DefaultValue("1s") @NotNull Duration measuringInterval,
        @DefaultValue("10s") @NotNull Duration lateness,
        @DefaultValue("20s") @NotNull Duration collect,
        @DefaultValue("5s") @NotNull Duration linkInterval,
        @DefaultValue("3m") @NotNull Duration patience,
        @DefaultValue("0.5") @DecimalMin("0") @DecimalMax("1") double clearlyBetter) {}

package io.cemfleet.lab;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the simulated network.
 *
 * @param topology a GraphML file of the Internet Topology Zoo; none: the default carrier
 * @param fill load of the fullest direction that all demands are scaled to at the start, above 0 and at most 2; none:
 *     as the carrier has them
 * @param measureInterval time between two measurements of every link and session
 * @param history how long measurements are stored
 * @param seed of the small noise in measurements
 */
@Validated
@ConfigurationProperties("lab")
public record LabSettings(
        @Nullable Path topology,
        @Nullable @DecimalMin("0.01") @DecimalMax("2") Double fill,
        @NotNull @DefaultValue("1s") Duration measureInterval,
        @NotNull @DefaultValue("1h") Duration history,
        @DefaultValue("42") long seed) {}

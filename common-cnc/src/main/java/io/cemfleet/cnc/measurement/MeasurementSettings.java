package io.cemfleet.cnc.measurement;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How links are measured.
 *
 * @param window how far back the newest sample is searched for
 * @param parallel directions read at the same time
 */
@Validated
@ConfigurationProperties("cem.cnc.measurement")
public record MeasurementSettings(
        @DefaultValue("60s") @NotNull Duration window, @DefaultValue("12") @Min(1) @Max(64) int parallel) {}

package io.cemfleet.lab.simulator;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the recorder and of faults.
 *
 * @param keepWrites stored writes per system
 * @param keepReads stored reads per system
 * @param hangLimit the longest that a timeout fault holds a connection
 */
@Validated
@ConfigurationProperties("lab.faces")
public record SimulationSettings(
        @Min(1) @DefaultValue("10000") int keepWrites,
        @Min(1) @DefaultValue("2000") int keepReads,
        @NotNull @DefaultValue("60s") Duration hangLimit) {}

package io.cemfleet.runtime.kafka;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How consumers are monitored.
 *
 * @param interval between two reads of their offsets
 * @param stalledAfter a group with records before it and no progress for so long is out of service
 */
@Validated
@ConfigurationProperties("cem.kafka.progress")
public record ProgressSettings(
        @DefaultValue("10s") @NotNull Duration interval, @DefaultValue("60s") @NotNull Duration stalledAfter) {}

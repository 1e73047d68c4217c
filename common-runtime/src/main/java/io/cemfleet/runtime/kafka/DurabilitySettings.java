package io.cemfleet.runtime.kafka;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What topics must have before an agent is ready.
 *
 * @param replicas copies of each partition at least
 * @param inSync brokers that must have a record before it counts as written, at least
 * @param recheck how long a verdict is valid before Kafka is queried again
 */
@Validated
@ConfigurationProperties("cem.kafka.durability")
public record DurabilitySettings(
        @DefaultValue("3") @Min(1) int replicas,
        @DefaultValue("2") @Min(1) int inSync,
        @DefaultValue("60s") @NotNull Duration recheck) {}

package io.cemfleet.correlator.kafka;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The topics, and how they are written.
 *
 * @param partitions of each topic, fixed for good once they exist: domains spread over them
 * @param replicas of each topic
 * @param deliveryTimeout after which a record that is not acknowledged is given up
 */
@Validated
@ConfigurationProperties("cem.correlator.kafka")
record KafkaSettings(
        @DefaultValue("6") @Min(1) int partitions,
        @DefaultValue("1") @Min(1) int replicas,
        @DefaultValue("4s") @NotNull Duration deliveryTimeout) {}

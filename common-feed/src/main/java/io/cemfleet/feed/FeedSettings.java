package io.cemfleet.feed;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The topic of the network.
 *
 * @param topic its name
 * @param replicas of a new topic
 * @param staleAfter age from which health no longer reports the snapshot as followed
 * @param warnAfter how long the topic may be unfollowed before that is logged as a warning; at the start of a fleet its
 *     writer may come last
 * @param retry longest pause before a follower that lost Kafka tries again
 */
@Validated
@ConfigurationProperties("cem.network.feed")
public record FeedSettings(
        @DefaultValue("cem.network") @NotBlank String topic,
        @DefaultValue("1") @Min(1) int replicas,
        @DefaultValue("60s") @NotNull Duration staleAfter,
        @DefaultValue("30s") @NotNull Duration warnAfter,
        @DefaultValue("5s") @NotNull Duration retry) {}

package io.cemfleet.enhancement.webhook;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of a webhook.
 *
 * @param maxBody bytes
 * @param maxAge of {@code created_at}; older ones count as a replay
 * @param maxSkew how far {@code created_at} may lie ahead
 */
@Validated
@ConfigurationProperties("cem.enhancement.webhook")
record WebhookSettings(
        @DefaultValue("131072") @Min(1024) int maxBody,
        @DefaultValue("300s") Duration maxAge,
        @DefaultValue("30s") Duration maxSkew) {}

package io.cemfleet.enhancement.servicedesk;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Timeouts and retries of calls to a service desk.
 *
 * @param attempts of one update, the first included
 * @param firstRetry the pause before the second attempt; it doubles, up to {@code maxRetry}
 * @param callTimeout of one call
 */
@Validated
@ConfigurationProperties("cem.enhancement.servicedesk")
public record ServiceDeskSettings(
        @DefaultValue("5") @Min(1) @Max(20) int attempts,
        @DefaultValue("500ms") Duration firstRetry,
        @DefaultValue("10s") Duration maxRetry,
        @DefaultValue("10s") Duration callTimeout) {}

package io.cemfleet.runtime.security;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxBody bytes of a body; more is refused with 413. Webhooks have limits of their own
 * @param strangersBodies bytes that the bodies of unauthenticated callers may take together; beyond it they get 503
 * @param bodyTimeout how long a body may take to arrive; slower ones get 408
 */
@Validated
@ConfigurationProperties("cem.a2a.limits")
public record BodyLimits(
        @DefaultValue("1048576") @Min(1024) int maxBody,
        @DefaultValue("16777216") @Min(1048576) long strangersBodies,
        @DefaultValue("30s") @NotNull Duration bodyTimeout) {}

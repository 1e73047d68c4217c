package io.cemfleet.audit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param batch events sealed in one transaction at most
 * @param waiting events that may wait for the sealer; more are answered 503
 */
@Validated
@ConfigurationProperties("cem.audit")
public record AuditSettings(
        @DefaultValue("500") @Min(1) @Max(10_000) int batch, @DefaultValue("10000") @Min(1) int waiting) {}

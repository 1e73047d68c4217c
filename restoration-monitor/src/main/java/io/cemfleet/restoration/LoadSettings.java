package io.cemfleet.restoration;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When load was the cause, and when traffic may return then.
 *
 * @param cause utilisation of a degraded link, 0 to 1, from which on load counts as the cause
 * @param limit utilisation that an original link may reach by the returning traffic, 0 to 1
 */
@Validated
@ConfigurationProperties("cem.restoration.load")
public record LoadSettings(
        @DefaultValue("0.85") @DecimalMin("0") @DecimalMax("1") double cause,
        @DefaultValue("0.8") @DecimalMin("0") @DecimalMax("1") double limit) {}

package io.cemfleet.restoration;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How full a link may become by returning traffic, as a utilisation from 0 to 1.
 *
 * @param limit the threshold of links
 * @param proactiveAlarm from which on a forecast raises an alarm: where a forecast moved the traffic, its return must
 *     not raise the next one
 * @param margin that returning traffic leaves below either
 */
@Validated
@ConfigurationProperties("cem.restoration.load")
public record LoadSettings(
        @DefaultValue("0.8") @DecimalMin("0") @DecimalMax("1") double limit,
        @DefaultValue("0.7") @DecimalMin("0") @DecimalMax("1") double proactiveAlarm,
        @DefaultValue("0.05") @DecimalMin("0") @DecimalMax("1") double margin) {

    /** How full returning traffic may make a link, 0 to 1. */
    public double forReturn(boolean loadCaused) {
        return Math.max(0, (loadCaused ? Math.min(limit, proactiveAlarm) : limit) - margin);
    }
}

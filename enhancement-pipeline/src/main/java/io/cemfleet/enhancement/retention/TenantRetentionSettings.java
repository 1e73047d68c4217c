package io.cemfleet.enhancement.retention;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long the data of tenants is kept.
 *
 * @param keep enhancements: their history, results, feedback and tickets' words, and the spending of a month
 * @param solved resolved tickets, with which later ones are compared
 * @param every the pause between two purges
 */
@Validated
@ConfigurationProperties("cem.enhancement.retention")
record TenantRetentionSettings(
        @DefaultValue("365d") @DurationMin(days = 1) Duration keep,
        @DefaultValue("730d") @DurationMin(days = 1) Duration solved,
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration every) {

    Duration of(TenantTable table) {
        return table == TenantTable.RESOLVED_TICKET ? solved : keep;
    }
}

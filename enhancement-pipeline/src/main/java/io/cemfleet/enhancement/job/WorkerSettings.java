package io.cemfleet.enhancement.job;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many jobs run, and how long a worker holds one.
 *
 * @param workers jobs at a time; they wait for other systems most of the time, without a database connection
 * @param perTenant jobs of one tenant at a time: a flood of one leaves workers for the others
 * @param lease after which another worker claims a job whose worker stopped renewing
 * @param renew how often a worker renews its lease
 */
@Validated
@ConfigurationProperties("cem.enhancement.work")
record WorkerSettings(
        @DefaultValue("192") @Min(1) int workers,
        @DefaultValue("96") @Min(1) int perTenant,
        @DefaultValue("250ms") Duration pollInterval,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("5s") Duration renew) {}

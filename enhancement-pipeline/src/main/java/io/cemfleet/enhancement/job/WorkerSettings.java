package io.cemfleet.enhancement.job;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the workers process jobs.
 *
 * @param workers jobs at a time; they wait for other systems most of the time, without a database connection
 * @param perTenant jobs of one tenant at a time: a flood of one leaves workers for the others
 * @param contextLimit of gathering the context
 * @param softLimit after which only the write begins or goes on: the context is written without AI
 * @param hardLimit after which the attempt is cancelled and has failed
 * @param lease after which another worker claims a job whose worker stopped renewing
 * @param renew how often a worker renews its lease
 * @param attempts before a job is a dead letter
 * @param firstRetry the pause before the second attempt; it doubles, up to {@code maxRetry}
 * @param settleTries how often the end of an attempt is recorded when the database is away
 */
@Validated
@ConfigurationProperties("cem.enhancement.work")
record WorkerSettings(
        @DefaultValue("192") @Min(1) int workers,
        @DefaultValue("96") @Min(1) int perTenant,
        @DefaultValue("250ms") Duration pollInterval,
        @DefaultValue("30s") Duration contextLimit,
        @DefaultValue("100s") Duration softLimit,
        @DefaultValue("120s") Duration hardLimit,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("5s") Duration renew,
        @DefaultValue("5") @Min(1) int attempts,
        @DefaultValue("5s") Duration firstRetry,
        @DefaultValue("10m") Duration maxRetry,
        @DefaultValue("6") @Min(1) int settleTries) {

    /** The pause after this many attempts. */
    Duration pauseAfter(int attempts) {
        Duration pause = firstRetry.multipliedBy(1L << Math.min(attempts - 1, 20));
        return pause.compareTo(maxRetry) > 0 ? maxRetry : pause;
    }
}

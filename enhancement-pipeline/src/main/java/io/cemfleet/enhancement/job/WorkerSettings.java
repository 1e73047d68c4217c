package io.cemfleet.enhancement.job;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How jobs are worked off.
 *
 * @param workers jobs at a time; nearly all of their time they wait for others, and hold no database connection then
 * @param perTenant jobs of one tenant at a time: a flood of one leaves room for the others
 * @param contextLimit of gathering what is known
 * @param softLimit after which no stage but the write is begun or goes on: what is known goes out without AI
 * @param hardLimit after which the attempt is cancelled and has failed
 * @param lease after which a job whose worker is silent is taken by another
 * @param renew how often a worker says that it lives
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

package io.cemfleet.enhancement.job;

import io.cemfleet.runtime.time.DoublingPause;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long an attempt at a job may take, and how often a job is attempted.
 *
 * @param contextLimit of gathering the context
 * @param softLimit after which only the write begins or goes on: the context is written without AI
 * @param hardLimit after which the attempt is cancelled and has failed
 * @param attempts before a job is a dead letter
 * @param firstRetry the pause before the second attempt; it doubles, up to {@code maxRetry}
 * @param settleTries how often the end of an attempt is recorded while the database is unavailable
 */
@Validated
@ConfigurationProperties("cem.enhancement.work")
record AttemptSettings(
        @DefaultValue("30s") Duration contextLimit,
        @DefaultValue("100s") Duration softLimit,
        @DefaultValue("120s") Duration hardLimit,
        @DefaultValue("5") @Min(1) int attempts,
        @DefaultValue("5s") Duration firstRetry,
        @DefaultValue("10m") Duration maxRetry,
        @DefaultValue("6") @Min(1) int settleTries) {

    /** The pause after this many attempts. */
    Duration pauseAfter(int attempts) {
        return DoublingPause.after(attempts, firstRetry, maxRetry);
    }
}

package io.cemfleet.audit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param batch events sealed in one transaction at most; those of one request are never divided
 * @param waiting events that may wait for the sealer; more are answered 503
 * @param batchText UTF-16 units of text in one transaction, beyond which a batch takes no further event
 * @param waitingText UTF-16 units of text that may wait for the sealer; more are answered 503
 * @param segmentDelay how long after its end a day is sealed: more than the instances' clocks may differ
 * @param retention how long rows are kept, whole days; roots are kept for good
 * @param compliance whether {@code complianceRetention} is what counts
 */
@Validated
@ConfigurationProperties("cem.audit")
public record AuditSettings(
        @DefaultValue("500") @Min(1) @Max(10_000) int batch,
        @DefaultValue("10000") @Min(1) int waiting,
        @DefaultValue("4000000") @Min(1) int batchText,
        @DefaultValue("32000000") @Min(1) long waitingText,
        @DefaultValue("5m") @DurationMin(seconds = 0) Duration segmentDelay,
        @DefaultValue("365d") @DurationMin(days = 30) Duration retention,
        @DefaultValue("730d") @DurationMin(days = 30) Duration complianceRetention,
        @DefaultValue("false") boolean compliance) {

    /** How long rows are kept. */
    public Duration keep() {
        return compliance ? complianceRetention : retention;
    }
}

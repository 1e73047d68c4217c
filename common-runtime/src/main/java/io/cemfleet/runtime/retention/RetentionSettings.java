package io.cemfleet.runtime.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When rows are removed.
 *
 * @param keep how long rows of a table are kept, by the table's name with {@code -} for {@code _}; a table that is not
 *     named has the default of its declaration
 * @param every the pause between two runs
 * @param batch rows removed in one transaction
 * @param batches transactions for one table in one run; what is left waits for the next run
 */
@Validated
@ConfigurationProperties("cem.retention")
public record RetentionSettings(
        @DefaultValue Map<String, @DurationMin(minutes = 1) Duration> keep,
        @DefaultValue("10m") @DurationMin(seconds = 1) Duration every,
        @DefaultValue("1000") @Min(1) @Max(100_000) int batch,
        @DefaultValue("200") @Min(1) int batches) {

    /** The setting that changes how long a table's rows are kept. */
    public static String setting(String table) {
        return "cem.retention.keep." + table.replace('_', '-');
    }

    /** How long this table's rows are kept. */
    Duration of(TableLifetime.Expiring table) {
        return keep.entrySet().stream()
                .filter(entry -> plain(entry.getKey()).equals(plain(table.table())))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(table.keep());
    }

    /** Whether a setting names this table; an environment variable has no dashes. */
    static String plain(String name) {
        return name.replace("-", "").replace("_", "").replace(".", "").toLowerCase(Locale.ROOT);
    }
}

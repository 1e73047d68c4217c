package io.cemfleet.audit.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From inclusive to exclusive. */
public record ReportPeriod(Instant from, Instant to) {
    /** The format of a period, for people. */
    public static final String FORM =
            "a month like 2026-01, a day like 2026-01-19, or two of them like 2026-01-01/2026-01-19";

    /** Parses a period, both ends included and in UTC; all time without a text; empty when the text is not a period. */
    public static Optional<ReportPeriod> parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.of(new ReportPeriod(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z")));
        }
        String[] ends = text.split("/", -1);
        if (ends.length > 2) {
            return Optional.empty();
        }
        try {
            ReportPeriod first = one(ends[0]);
            ReportPeriod last = one(ends[ends.length - 1]);
            return Optional.of(new ReportPeriod(first.from(), last.to()))
                    .filter(both -> both.from().isBefore(both.to()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ReportPeriod one(String text) {
        if (text.length() == "2026-01".length()) {
            YearMonth month = YearMonth.parse(text);
            return new ReportPeriod(
                    start(month.atDay(1)), start(month.plusMonths(1).atDay(1)));
        }
        LocalDate day = LocalDate.parse(text);
        return new ReportPeriod(start(day), start(day.plusDays(1)));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}

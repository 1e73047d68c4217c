package io.cemfleet.audit.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reports by kind: {@code events} counts event types, {@code incidents} counts and times incidents. */
@Component
public class Reports {
    public static final Set<String> KINDS = Set.of("events", "incidents");

    private final JdbcClient jdbc;

    Reports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From inclusive to exclusive. */
    public record Period(Instant from, Instant to) {

        /** A month such as {@code 2026-01}, or all time when there is none; empty when it is neither. */
        public static Optional<Period> parse(@Nullable String period) {
            if (period == null) {
                return Optional.of(new Period(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z")));
            }
            try {
                YearMonth month = YearMonth.parse(period);
                return Optional.of(new Period(start(month), start(month.plusMonths(1))));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        private static Instant start(YearMonth month) {
            return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
    }

    /** The report, as rows of names and figures; empty when no report has this kind. */
    public Optional<Map<String, Object>> make(String kind, Period period) {
        return switch (kind) {
            case "events" -> Optional.of(events(period));
            case "incidents" -> Optional.of(incidents(period));
            default -> Optional.empty();
        };
    }

    private Map<String, Object> events(Period period) {
        Map<String, Object> counts = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select event_type, count(*) as events from audit_event
                        where occurred_at >= :from and occurred_at < :to group by event_type order by event_type""")
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    counts.put(row.getString("event_type"), row.getLong("events"));
                });
        return Map.of("kind", "events", "events_by_type", counts);
    }

    private Map<String, Object> incidents(Period period) {
        return jdbc.sql(
                        """
                        with incident as (
                            select incident_id,
                                   min(occurred_at) filter (where event_type = 'incident_created') as created,
                                   min(occurred_at) filter (where event_type = 'traffic_steered') as steered,
                                   max(occurred_at) filter (where event_type = 'restoration_complete') as restored,
                                   bool_or(event_type = 'escalation') as escalated
                            from audit_event where incident_id is not null group by incident_id)
                        select count(*) as opened, count(steered) as protected, count(restored) as restored,
                               count(*) filter (where escalated) as escalated,
                               avg(extract(epoch from steered - created)) as mean_seconds_to_protect,
                               avg(extract(epoch from restored - created)) as mean_seconds_to_restore
                        from incident where created >= :from and created < :to""")
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .query()
                .singleRow();
    }
}

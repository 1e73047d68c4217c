package io.cemfleet.audit.report;

import io.cemfleet.audit.query.Milestones;
import io.cemfleet.audit.query.TrailReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reports by kind: {@code events} counts event types, {@code incidents} counts and times incidents. */
@Component
public class Reports {
    public static final Set<String> KINDS = Set.of("events", "incidents");

    private final TrailReader trail;

    Reports(TrailReader trail) {
        this.trail = trail;
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
        trail.countByType(period.from(), period.to()).forEach(type -> counts.put(type.eventType(), type.events()));
        return Map.of("kind", "events", "events_by_type", counts);
    }

    private Map<String, Object> incidents(Period period) {
        List<Milestones> incidents = trail.milestones(period.from(), period.to());
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("opened", incidents.size());
        report.put("protected", count(incidents, Milestones::steered));
        report.put("restored", count(incidents, Milestones::restored));
        report.put("escalated", count(incidents, Milestones::escalated));
        report.put("mean_seconds_to_protect", meanSecondsTo(incidents, Milestones::steered));
        report.put("mean_seconds_to_restore", meanSecondsTo(incidents, Milestones::restored));
        return report;
    }

    private static long count(List<Milestones> incidents, Function<Milestones, @Nullable Instant> milestone) {
        return incidents.stream().map(milestone).filter(Objects::nonNull).count();
    }

    private static @Nullable Double meanSecondsTo(
            List<Milestones> incidents, Function<Milestones, @Nullable Instant> milestone) {
        OptionalDouble mean = incidents.stream()
                .filter(incident -> milestone.apply(incident) != null)
                .mapToDouble(incident -> Duration.between(incident.created(), milestone.apply(incident))
                                .toMillis()
                        / 1000.0)
                .average();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }
}

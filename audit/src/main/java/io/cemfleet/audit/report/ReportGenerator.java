package io.cemfleet.audit.report;

import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.audit.query.TrailReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Generates reports from the trail, by kind. An incident counts in the period in which it was created:
 * {@code incident_summary} has a row for each, {@code sla} one for each tier, {@code automation} one for each kind of
 * action, {@code incidents} is totals alone; {@code events} counts the events of the period by type.
 */
@Component
public class ReportGenerator {
    public static final List<String> KINDS = List.of("incident_summary", "sla", "automation", "events", "incidents");
    private static final List<String> SUMMARY = List.of(
            "incident_id",
            "created",
            "closed",
            "severity",
            "services",
            "highest_tier",
            "tunnels",
            "seconds_to_protect",
            "seconds_to_restore",
            "escalations",
            "close_reason");
    private static final List<String> SLA = List.of(
            "tier",
            "incidents",
            "services",
            "protected",
            "restored",
            "mean_seconds_to_protect",
            "p50_seconds_to_protect",
            "p95_seconds_to_protect",
            "mean_seconds_to_restore");

    private final TrailReader trail;

    ReportGenerator(TrailReader trail) {
        this.trail = trail;
    }

    /** The report; empty when no report has this kind. */
    public Optional<AuditReport> make(String kind, ReportPeriod period) {
        return switch (kind) {
            case "incident_summary" -> Optional.of(summary(period));
            case "sla" -> Optional.of(sla(period));
            case "automation" -> Optional.of(automation(period));
            case "events" -> Optional.of(events(period));
            case "incidents" ->
                Optional.of(new AuditReport("incidents", period, totals(stories(period)), List.of(), List.of()));
            default -> Optional.empty();
        };
    }

    private AuditReport events(ReportPeriod period) {
        Map<String, Object> counts = new LinkedHashMap<>();
        trail.countByType(period.from(), period.to()).forEach(type -> counts.put(type.eventType(), type.events()));
        return new AuditReport("events", period, Map.of("events_by_type", counts), List.of(), List.of());
    }

    private AuditReport summary(ReportPeriod period) {
        List<IncidentAuditSummary> stories = stories(period);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (IncidentAuditSummary story : stories) {
            rows.add(row(
                    story.incidentId(),
                    story.created(),
                    story.closed(),
                    story.severity(),
                    story.services(),
                    highest(story),
                    String.join(" ", story.tunnels()),
                    story.secondsToProtect(),
                    story.secondsToRestore(),
                    String.join(" ", story.escalations()),
                    story.closeReason()));
        }
        return new AuditReport("incident_summary", period, totals(stories), SUMMARY, rows);
    }

    private AuditReport sla(ReportPeriod period) {
        List<IncidentAuditSummary> stories = stories(period);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (SlaTier tier : SlaTier.values()) {
            List<IncidentAuditSummary> hit = stories.stream()
                    .filter(story -> story.tiers().containsKey(tier.wire()))
                    .toList();
            PercentileSummary protect = seconds(hit, IncidentAuditSummary::secondsToProtect);
            PercentileSummary restore = seconds(hit, IncidentAuditSummary::secondsToRestore);
            rows.add(row(
                    tier.wire(),
                    hit.size(),
                    hit.stream()
                            .mapToInt(story -> story.tiers().get(tier.wire()))
                            .sum(),
                    protect.count(),
                    restore.count(),
                    protect.mean(),
                    protect.percentile(50),
                    protect.percentile(95),
                    restore.mean()));
        }
        return new AuditReport("sla", period, totals(stories), SLA, rows);
    }

    private AuditReport automation(ReportPeriod period) {
        List<IncidentAuditSummary> stories = stories(period);
        Map<String, Integer> doings = new TreeMap<>();
        stories.forEach(story -> story.doings().forEach((doing, count) -> doings.merge(doing, count, Integer::sum)));
        Map<String, Object> totals = totals(stories);
        long closed = stories.stream().filter(story -> story.closed() != null).count();
        long alone =
                stories.stream().filter(IncidentAuditSummary::closedByItself).count();
        totals.put("closed", closed);
        totals.put("closed_without_a_person", alone);
        if (closed > 0) {
            totals.put("share_without_a_person", (double) alone / closed);
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        doings.forEach((doing, count) -> {
            int bar = doing.indexOf('|');
            rows.add(row(doing.substring(0, bar), doing.substring(bar + 1), count));
        });
        return new AuditReport("automation", period, totals, List.of("what", "of", "times"), rows);
    }

    private List<IncidentAuditSummary> stories(ReportPeriod period) {
        Map<String, IncidentAuditSummary> stories = new LinkedHashMap<>();
        trail.ofIncidentsCreated(period.from(), period.to(), event -> {
            String id = Objects.requireNonNull(event.incidentId());
            stories.computeIfAbsent(id, IncidentAuditSummary::new).take(event);
        });
        return List.copyOf(stories.values());
    }

    private static Map<String, Object> totals(List<IncidentAuditSummary> stories) {
        PercentileSummary protect = seconds(stories, IncidentAuditSummary::secondsToProtect);
        PercentileSummary restore = seconds(stories, IncidentAuditSummary::secondsToRestore);
        Map<String, Object> totals = new LinkedHashMap<>();
        totals.put("opened", stories.size());
        totals.put("protected", protect.count());
        totals.put("restored", restore.count());
        totals.put(
                "escalated",
                stories.stream().filter(story -> !story.escalations().isEmpty()).count());
        Double toProtect = protect.mean();
        Double toRestore = restore.mean();
        if (toProtect != null) {
            totals.put("mean_seconds_to_protect", toProtect);
        }
        if (toRestore != null) {
            totals.put("mean_seconds_to_restore", toRestore);
        }
        return totals;
    }

    private static @Nullable String highest(IncidentAuditSummary story) {
        for (SlaTier tier : SlaTier.values()) {
            if (story.tiers().containsKey(tier.wire())) {
                return tier.wire();
            }
        }
        return null;
    }

    private interface IncidentMeasure {
        @Nullable
        Double of(IncidentAuditSummary story);
    }

    private static PercentileSummary seconds(List<IncidentAuditSummary> stories, IncidentMeasure measure) {
        List<@Nullable Double> values = new ArrayList<>();
        stories.forEach(story -> values.add(measure.of(story)));
        return new PercentileSummary(values);
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell);
        }
        return row;
    }
}

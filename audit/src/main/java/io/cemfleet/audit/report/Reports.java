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
 * Reports by kind, made from the trail. An incident counts in the period in which it was created:
 * {@code incident_summary} has a row for each, {@code sla} one for each tier, {@code automation} one for each kind of
 * thing done, {@code incidents} is totals alone; {@code events} counts the events of the period by type.
 */
@Component
public class Reports {
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

    Reports(TrailReader trail) {
        this.trail = trail;
    }

    /** The report; empty when no report has this kind. */
    public Optional<Report> make(String kind, Period period) {
        return switch (kind) {
            case "incident_summary" -> Optional.of(summary(period));
            case "sla" -> Optional.of(sla(period));
            case "automation" -> Optional.of(automation(period));
            case "events" -> Optional.of(events(period));
            case "incidents" ->
                Optional.of(new Report("incidents", period, totals(stories(period)), List.of(), List.of()));
            default -> Optional.empty();
        };
    }

    private Report events(Period period) {
        Map<String, Object> counts = new LinkedHashMap<>();
        trail.countByType(period.from(), period.to()).forEach(type -> counts.put(type.eventType(), type.events()));
        return new Report("events", period, Map.of("events_by_type", counts), List.of(), List.of());
    }

    private Report summary(Period period) {
        List<Story> stories = stories(period);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Story story : stories) {
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
        return new Report("incident_summary", period, totals(stories), SUMMARY, rows);
    }

    private Report sla(Period period) {
        List<Story> stories = stories(period);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (SlaTier tier : SlaTier.values()) {
            List<Story> hit = stories.stream()
                    .filter(story -> story.tiers().containsKey(tier.wire()))
                    .toList();
            Figures protect = seconds(hit, Story::secondsToProtect);
            Figures restore = seconds(hit, Story::secondsToRestore);
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
        return new Report("sla", period, totals(stories), SLA, rows);
    }

    private Report automation(Period period) {
        List<Story> stories = stories(period);
        Map<String, Integer> doings = new TreeMap<>();
        stories.forEach(story -> story.doings().forEach((doing, count) -> doings.merge(doing, count, Integer::sum)));
        Map<String, Object> totals = totals(stories);
        long closed = stories.stream().filter(story -> story.closed() != null).count();
        long alone = stories.stream().filter(Story::closedByItself).count();
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
        return new Report("automation", period, totals, List.of("what", "of", "times"), rows);
    }

    private List<Story> stories(Period period) {
        Map<String, Story> stories = new LinkedHashMap<>();
        trail.ofIncidentsCreated(period.from(), period.to(), event -> {
            String id = Objects.requireNonNull(event.incidentId());
            stories.computeIfAbsent(id, Story::new).take(event);
        });
        return List.copyOf(stories.values());
    }

    private static Map<String, Object> totals(List<Story> stories) {
        Figures protect = seconds(stories, Story::secondsToProtect);
        Figures restore = seconds(stories, Story::secondsToRestore);
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

    private static @Nullable String highest(Story story) {
        for (SlaTier tier : SlaTier.values()) {
            if (story.tiers().containsKey(tier.wire())) {
                return tier.wire();
            }
        }
        return null;
    }

    private interface Measure {
        @Nullable
        Double of(Story story);
    }

    private static Figures seconds(List<Story> stories, Measure measure) {
        List<@Nullable Double> values = new ArrayList<>();
        stories.forEach(story -> values.add(measure.of(story)));
        return new Figures(values);
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell);
        }
        return row;
    }
}

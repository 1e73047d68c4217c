package io.cemfleet.path.plan;

import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.path.constraint.ConstraintKind;
import io.cemfleet.path.constraint.FoundPath;
import io.cemfleet.path.constraint.PathSolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Explains why a protection was not placed, and which measures would help. */
final class DeclineReasons {

    private final PlanDraft draft;
    private final List<PlacementJob> jobs;
    private final PlanBudget budget;

    DeclineReasons(PlanDraft draft, List<PlacementJob> jobs, PlanBudget budget) {
        this.draft = draft;
        this.jobs = jobs;
        this.budget = budget;
    }

    /** The decline of a protection that was not placed. */
    PlacementOutcome.Declined of(PlacementJob job) {
        if (budget.used()) {
            return noTime();
        }
        var attempt = job.attempt();
        var declined = why(job, attempt);
        return budget.used() ? noTime() : declined;
    }

    private PlacementOutcome.Declined why(PlacementJob job, PlacementSearch attempt) {
        return switch (attempt.unjudged()) {
            case PathSolution.Unsolved unsolved -> noPath(job, unsolved);
            case PathSolution.Solved(FoundPath path, var held, var relaxed) ->
                attempt.withoutRoom().map(found -> noRoom(job, attempt, found)).orElseGet(() -> notBetter(job, path));
        };
    }

    private static PlacementOutcome.Declined noTime() {
        return declined(
                PlacementDecline.Reason.NO_TIME,
                Set.of(),
                "planning it again: the time of this plan was used up by what goes before",
                new PathSolution.Unsolved(List.of(), null));
    }

    private static PlacementOutcome.Declined noPath(PlacementJob job, PathSolution.Unsolved unsolved) {
        var avoided = unsolved.conflicting().contains(ConstraintKind.LINKS)
                ? job.demand().constraints().avoid().links()
                : Set.<String>of();
        return declined(PlacementDecline.Reason.NO_PATH, avoided, unsolved.cheapestRelaxation(), unsolved);
    }

    private static PlacementOutcome.Declined notBetter(PlacementJob job, FoundPath path) {
        var best = PathQuality.along(path.network().state(), path.edges());
        var now = job.current().met();
        var limits = job.demand().promise().limits();
        var remedy = "a path with less than %s; the shortest has %s, %s"
                .formatted(
                        "what the traffic meets now, " + text(now),
                        text(best),
                        limits == null
                                ? "and no promise is known"
                                : String.format(
                                        Locale.ROOT,
                                        "and %.3f ms, %.3f ms jitter and %.3f %% loss are promised",
                                        limits.latencyMs(),
                                        limits.jitterMs(),
                                        limits.lossPct()));
        return declined(
                PlacementDecline.Reason.NOT_BETTER,
                Set.of(),
                remedy,
                new PathSolution.Unsolved(List.of(ConstraintKind.SLA_LIMITS), null));
    }

    private PlacementOutcome.Declined noRoom(
            PlacementJob job, PlacementSearch attempt, PlacementSearch.RankedPath withoutRoom) {
        var path = withoutRoom.solution().path();
        var missing = PlacementJob.missing(path, job.mbps());
        var links = new TreeSet<String>();
        var needs = new ArrayList<String>();
        missing.forEach((edge, mbps) -> {
            var direction = path.network().graph().direction(edge);
            links.add(direction.linkId());
            needs.add(
                    Double.isNaN(mbps)
                            ? "%s from %s has an unknown capacity".formatted(direction.linkId(), direction.from())
                            : String.format(
                                    Locale.ROOT,
                                    "%.0f Mbit/s more on %s from %s%s",
                                    Math.ceil(mbps),
                                    direction.linkId(),
                                    direction.from(),
                                    keptThere(edge) + heldThere(edge)));
        });
        var remedy = needs.isEmpty()
                ? null
                : "a path with %s; or moving that much other traffic away from there; or allow_overload"
                        .formatted(String.join(", ", needs));
        return declined(PlacementDecline.Reason.NO_ROOM, links, remedy, attempt.reasons(withoutRoom));
    }

    /** The capacity that is reserved on an edge for returning traffic of other incidents. */
    private String keptThere(int edge) {
        double kept = draft.keptForReturn(edge);
        return kept > 0
                ? String.format(
                        Locale.ROOT, " (%.0f are kept there for traffic of other incidents that will return)", kept)
                : "";
    }

    /** The capacity that protections of this plan hold on an edge, by tier. */
    private String heldThere(int edge) {
        var byTier = jobs.stream()
                .filter(job -> draft.heldBy(job.demand().key(), edge) > 0)
                .collect(Collectors.groupingBy(
                        job -> job.demand().promise().tier().wire(),
                        java.util.TreeMap::new,
                        Collectors.summingDouble(
                                job -> draft.heldBy(job.demand().key(), edge))));
        return byTier.isEmpty()
                ? ""
                : byTier.entrySet().stream()
                        .map(held -> String.format(Locale.ROOT, "%s %.0f", held.getKey(), held.getValue()))
                        .collect(Collectors.joining(", ", " (this plan holds there, Mbit/s: ", ")"));
    }

    private static PlacementOutcome.Declined declined(
            PlacementDecline.Reason reason,
            Set<String> links,
            @Nullable String remedy,
            PathSolution.Unsolved unsolved) {
        return new PlacementOutcome.Declined(
                unsolved, new PlacementDecline(reason, links.stream().sorted().toList(), remedy));
    }

    private static String text(PathQuality figures) {
        return "%s, %s jitter and %s loss"
                .formatted(
                        text(figures.latencyMs(), " ms"),
                        text(figures.jitterMs(), " ms"),
                        text(figures.lossPct(), " %"));
    }

    private static String text(@Nullable Double value, String unit) {
        return value == null ? "unknown" : String.format(Locale.ROOT, "%.3f%s", value, unit);
    }
}

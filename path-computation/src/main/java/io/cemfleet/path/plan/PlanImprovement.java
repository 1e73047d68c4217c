package io.cemfleet.path.plan;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Moves one placed protection to another path that is as good for it, where this makes capacity for one more
 * protection. No protection loses its path.
 */
final class PlanImprovement {

    private static final int TRIES_EACH = 8;

    private final PlanDraft draft;
    private final List<PlacementJob> jobs;
    private final PlanBudget budget;
    private final Duration within;

    PlanImprovement(PlanDraft draft, List<PlacementJob> jobs, PlanBudget budget, Duration within) {
        this.draft = draft;
        this.jobs = jobs;
        this.budget = budget;
        this.within = within;
    }

    void run() {
        long started = System.nanoTime();
        for (var job : jobs) {
            if (budget.used() || System.nanoTime() - started >= within.toNanos()) {
                return;
            }
            if (job.found().isEmpty()) {
                makeRoom(job);
            }
        }
    }

    private void makeRoom(PlacementJob job) {
        if (job.place(false)) {
            return;
        }
        var wanted = job.attempt().withoutRoom();
        if (wanted.isEmpty()) {
            return;
        }
        var full =
                PlacementJob.missing(wanted.get().solution().path(), job.mbps()).keySet();
        var holders = draft.holders(full);
        var movable = jobs.stream()
                .filter(other -> other.found().isPresent())
                .filter(other -> holders.contains(other.demand().key()))
                .sorted(Comparator.comparingDouble(PlacementJob::mbps).reversed())
                .limit(TRIES_EACH)
                .toList();
        for (var other : movable) {
            if (exchange(job, other)) {
                return;
            }
        }
    }

    private static boolean exchange(PlacementJob job, PlacementJob other) {
        var before = other.found().orElseThrow();
        other.withdraw();
        if (job.place(false)) {
            var again = other.attempt().find(false).filter(found -> found.asGoodAs(before));
            if (again.isPresent()) {
                other.take(again.get());
                return true;
            }
            job.withdraw();
        }
        other.take(before);
        return false;
    }
}

package io.cemfleet.orchestrator.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the work on an incident is.
 *
 * @param planRevision rises with each fold that changes what is to be protected; writes to the network carry it
 * @param nodes one entry each time a node was entered, the newest {@value #NODES}
 * @param protectedAt when traffic was first on its protections
 * @param freedAt when something last changed that may make room for what a plan declined, null while nothing did
 * @param again whether the round under way only asks again about what an earlier one declined
 */
public record Progress(
        long planRevision,
        Retry retry,
        Watch watch,
        List<String> nodes,
        @Nullable Escalation escalation,
        @Nullable Instant protectedAt,
        @Nullable Instant freedAt,
        boolean again) {
    private static final int NODES = 200;
    static final Progress BEGUN = new Progress(1, Retry.NONE, Watch.NONE, List.of(), null, null, null, false);

    /** A new plan; attempts at the step under way go on counting. */
    public Progress replanned() {
        return new Progress(planRevision + 1, retry, watch, nodes, escalation, protectedAt, freedAt, again);
    }

    public Progress with(Retry changed) {
        return new Progress(planRevision, changed, watch, nodes, escalation, protectedAt, freedAt, again);
    }

    public Progress with(Watch changed) {
        return new Progress(planRevision, retry, changed, nodes, escalation, protectedAt, freedAt, again);
    }

    public Progress with(@Nullable Escalation changed) {
        return new Progress(planRevision, retry, watch, nodes, changed, protectedAt, freedAt, again);
    }

    public Progress protectedSince(Instant at) {
        return protectedAt != null
                ? this
                : new Progress(planRevision, retry, watch, nodes, escalation, at, freedAt, again);
    }

    /** What was declined may find room from now on. */
    public Progress freed(Instant at) {
        return new Progress(planRevision, retry, watch, nodes, escalation, protectedAt, at, again);
    }

    public Progress askingAgain(boolean only) {
        return new Progress(planRevision, retry, watch, nodes, escalation, protectedAt, freedAt, only);
    }

    Progress entering(List<String> entered) {
        List<String> all = new ArrayList<>(nodes);
        all.addAll(entered);
        List<String> newest = all.subList(Math.max(0, all.size() - NODES), all.size());
        return new Progress(
                planRevision, Retry.NONE, watch, List.copyOf(newest), escalation, protectedAt, freedAt, again);
    }
}

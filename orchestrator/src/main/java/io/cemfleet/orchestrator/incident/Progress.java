package io.cemfleet.orchestrator.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the work on an incident is.
 *
 * @param planRevision rises with each fold that changes what is known or wanted; writes to the network carry it
 * @param nodes one entry each time a node was entered, the newest {@value #NODES}
 * @param protectedAt when traffic was first on its protections
 */
public record Progress(
        long planRevision,
        Retry retry,
        Watch watch,
        List<String> nodes,
        @Nullable Escalation escalation,
        @Nullable Instant protectedAt) {
    private static final int NODES = 200;
    static final Progress BEGUN = new Progress(1, Retry.NONE, Watch.NONE, List.of(), null, null);

    public Progress replanned() {
        return new Progress(planRevision + 1, Retry.NONE, watch, nodes, escalation, protectedAt);
    }

    public Progress with(Retry changed) {
        return new Progress(planRevision, changed, watch, nodes, escalation, protectedAt);
    }

    public Progress with(Watch changed) {
        return new Progress(planRevision, retry, changed, nodes, escalation, protectedAt);
    }

    public Progress with(@Nullable Escalation changed) {
        return new Progress(planRevision, retry, watch, nodes, changed, protectedAt);
    }

    public Progress protectedSince(Instant at) {
        return protectedAt != null ? this : new Progress(planRevision, retry, watch, nodes, escalation, at);
    }

    Progress entering(List<String> entered) {
        List<String> all = new ArrayList<>(nodes);
        all.addAll(entered);
        List<String> newest = all.subList(Math.max(0, all.size() - NODES), all.size());
        return new Progress(planRevision, Retry.NONE, watch, List.copyOf(newest), escalation, protectedAt);
    }
}

package io.cemfleet.orchestrator.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the work on an incident is.
 *
 * @param planRevision rises with each fold that changes what is to be protected; writes to the network carry it
 * @param nodes one entry each time a node was entered, the newest {@value #NODES}
 * @param protectedAt when traffic was first on its protections
 * @param freedAt when something last changed that may make room for what a plan declined, null while nothing did
 * @param again whether the round under way only looks again at what could not be protected
 * @param services how many are protected, null while protections are still made
 */
public record Progress(
        long planRevision,
        Retry retry,
        Watch watch,
        List<String> nodes,
        @Nullable Escalation escalation,
        @Nullable Instant protectedAt,
        @Nullable Instant freedAt,
        boolean again,
        Told told,
        @Nullable ServicesProtected services) {
    private static final int NODES = 200;
    static final Progress BEGUN =
            new Progress(1, Retry.NONE, Watch.NONE, List.of(), null, null, null, false, Told.NOTHING, null);

    public Progress {
        told = Objects.requireNonNullElse(told, Told.NOTHING);
    }

    /** A new plan; attempts at the step under way go on counting. */
    public Progress replanned() {
        return new Progress(
                planRevision + 1, retry, watch, nodes, escalation, protectedAt, freedAt, again, told, services);
    }

    public Progress with(Retry changed) {
        return new Progress(
                planRevision, changed, watch, nodes, escalation, protectedAt, freedAt, again, told, services);
    }

    public Progress with(Watch changed) {
        return new Progress(
                planRevision, retry, changed, nodes, escalation, protectedAt, freedAt, again, told, services);
    }

    public Progress with(@Nullable Escalation changed) {
        return new Progress(planRevision, retry, watch, nodes, changed, protectedAt, freedAt, again, told, services);
    }

    public Progress with(Told changed) {
        return new Progress(
                planRevision, retry, watch, nodes, escalation, protectedAt, freedAt, again, changed, services);
    }

    public Progress with(ServicesProtected counted) {
        return new Progress(planRevision, retry, watch, nodes, escalation, protectedAt, freedAt, again, told, counted);
    }

    public Progress protectedSince(Instant at) {
        return protectedAt != null
                ? this
                : new Progress(planRevision, retry, watch, nodes, escalation, at, freedAt, again, told, services);
    }

    /** What was declined may find room from now on. */
    public Progress freed(Instant at) {
        return new Progress(planRevision, retry, watch, nodes, escalation, protectedAt, at, again, told, services);
    }

    public Progress askingAgain(boolean only) {
        return new Progress(planRevision, retry, watch, nodes, escalation, protectedAt, freedAt, only, told, services);
    }

    Progress entering(List<String> entered) {
        List<String> all = new ArrayList<>(nodes);
        all.addAll(entered);
        List<String> newest = all.subList(Math.max(0, all.size() - NODES), all.size());
        return new Progress(
                planRevision,
                Retry.NONE,
                watch,
                List.copyOf(newest),
                escalation,
                protectedAt,
                freedAt,
                again,
                told,
                services);
    }
}

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
 * @param freedAt when capacity was last freed that a declined protection may use, null while none was
 * @param again whether the round under way is only a repetition for what could not be protected
 * @param services how many are protected, null while protections are still being built
 */
public record IncidentProgress(
        long planRevision,
        QueryRetryState retry,
        MonitoringRequestState watch,
        List<String> nodes,
        @Nullable Escalation escalation,
        @Nullable Instant protectedAt,
        @Nullable Instant freedAt,
        boolean again,
        ReportedDigests told,
        @Nullable ProtectedServiceCount services) {
    private static final int NODES = 200;
    static final IncidentProgress BEGUN = new IncidentProgress(
            1,
            QueryRetryState.NONE,
            MonitoringRequestState.NONE,
            List.of(),
            null,
            null,
            null,
            false,
            ReportedDigests.NOTHING,
            null);

    public IncidentProgress {
        told = Objects.requireNonNullElse(told, ReportedDigests.NOTHING);
    }

    /** A new plan; attempts at the step under way go on counting. */
    public IncidentProgress replanned() {
        return new IncidentProgress(
                planRevision + 1, retry, watch, nodes, escalation, protectedAt, freedAt, again, told, services);
    }

    public IncidentProgress with(QueryRetryState changed) {
        return new IncidentProgress(
                planRevision, changed, watch, nodes, escalation, protectedAt, freedAt, again, told, services);
    }

    public IncidentProgress with(MonitoringRequestState changed) {
        return new IncidentProgress(
                planRevision, retry, changed, nodes, escalation, protectedAt, freedAt, again, told, services);
    }

    public IncidentProgress with(@Nullable Escalation changed) {
        return new IncidentProgress(
                planRevision, retry, watch, nodes, changed, protectedAt, freedAt, again, told, services);
    }

    public IncidentProgress with(ReportedDigests changed) {
        return new IncidentProgress(
                planRevision, retry, watch, nodes, escalation, protectedAt, freedAt, again, changed, services);
    }

    public IncidentProgress with(ProtectedServiceCount counted) {
        return new IncidentProgress(
                planRevision, retry, watch, nodes, escalation, protectedAt, freedAt, again, told, counted);
    }

    public IncidentProgress protectedSince(Instant at) {
        return protectedAt != null
                ? this
                : new IncidentProgress(
                        planRevision, retry, watch, nodes, escalation, at, freedAt, again, told, services);
    }

    /** Declined protections may find capacity from now on. */
    public IncidentProgress freed(Instant at) {
        return new IncidentProgress(
                planRevision, retry, watch, nodes, escalation, protectedAt, at, again, told, services);
    }

    public IncidentProgress askingAgain(boolean only) {
        return new IncidentProgress(
                planRevision, retry, watch, nodes, escalation, protectedAt, freedAt, only, told, services);
    }

    IncidentProgress entering(List<String> entered) {
        List<String> all = new ArrayList<>(nodes);
        all.addAll(entered);
        List<String> newest = all.subList(Math.max(0, all.size() - NODES), all.size());
        return new IncidentProgress(
                planRevision,
                QueryRetryState.NONE,
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

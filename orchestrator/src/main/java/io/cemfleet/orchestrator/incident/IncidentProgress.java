package io.cemfleet.orchestrator.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
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
 * @param repeated whether the round under way is only a repetition for what could not be protected
 * @param services how many are protected, null while protections are still being built
 */
public record IncidentProgress(
        long planRevision,
        QueryRetryState retry,
        @JsonProperty("watch") MonitoringRequestState monitoring,
        List<String> nodes,
        @Nullable Escalation escalation,
        @Nullable Instant protectedAt,
        @Nullable Instant freedAt,
        @JsonProperty("again") boolean repeated,
        @JsonProperty("told") ReportedDigests reported,
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
        reported = Objects.requireNonNullElse(reported, ReportedDigests.NOTHING);
    }

    /** A new plan; attempts at the step under way go on counting. */
    public IncidentProgress replanned() {
        return new IncidentProgress(
                planRevision + 1,
                retry,
                monitoring,
                nodes,
                escalation,
                protectedAt,
                freedAt,
                repeated,
                reported,
                services);
    }

    public IncidentProgress with(QueryRetryState changed) {
        return new IncidentProgress(
                planRevision,
                changed,
                monitoring,
                nodes,
                escalation,
                protectedAt,
                freedAt,
                repeated,
                reported,
                services);
    }

    public IncidentProgress with(MonitoringRequestState changed) {
        return new IncidentProgress(
                planRevision, retry, changed, nodes, escalation, protectedAt, freedAt, repeated, reported, services);
    }

    public IncidentProgress with(@Nullable Escalation changed) {
        return new IncidentProgress(
                planRevision, retry, monitoring, nodes, changed, protectedAt, freedAt, repeated, reported, services);
    }

    public IncidentProgress with(ReportedDigests changed) {
        return new IncidentProgress(
                planRevision, retry, monitoring, nodes, escalation, protectedAt, freedAt, repeated, changed, services);
    }

    public IncidentProgress with(ProtectedServiceCount counted) {
        return new IncidentProgress(
                planRevision, retry, monitoring, nodes, escalation, protectedAt, freedAt, repeated, reported, counted);
    }

    public IncidentProgress protectedSince(Instant at) {
        return protectedAt != null
                ? this
                : new IncidentProgress(
                        planRevision, retry, monitoring, nodes, escalation, at, freedAt, repeated, reported, services);
    }

    /** Declined protections may find capacity from now on. */
    public IncidentProgress freed(Instant at) {
        return new IncidentProgress(
                planRevision, retry, monitoring, nodes, escalation, protectedAt, at, repeated, reported, services);
    }

    public IncidentProgress repeating(boolean only) {
        return new IncidentProgress(
                planRevision, retry, monitoring, nodes, escalation, protectedAt, freedAt, only, reported, services);
    }

    IncidentProgress entering(List<String> entered) {
        List<String> all = new ArrayList<>(nodes);
        all.addAll(entered);
        List<String> newest = all.subList(Math.max(0, all.size() - NODES), all.size());
        return new IncidentProgress(
                planRevision,
                QueryRetryState.NONE,
                monitoring,
                List.copyOf(newest),
                escalation,
                protectedAt,
                freedAt,
                repeated,
                reported,
                services);
    }
}

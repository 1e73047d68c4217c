package io.cemfleet.orchestrator.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the work on an incident is. In JSON the nested values are flat.
 *
 * @param nodes one entry each time a node was entered, the newest {@value #NODES}
 */
public record IncidentProgress(
        @JsonUnwrapped PlanningProgress planning,
        @JsonProperty("watch") MonitoringRequestState monitoring,
        List<String> nodes,
        @Nullable Escalation escalation,
        @JsonUnwrapped ProtectionProgress protection) {
    private static final int NODES = 200;
    static final IncidentProgress BEGUN = new IncidentProgress(
            PlanningProgress.BEGUN, MonitoringRequestState.NONE, List.of(), null, ProtectionProgress.NONE);

    /**
     * The rounds of planning.
     *
     * @param planRevision rises with each fold that changes what is to be protected; writes to the network carry it
     * @param freedAt when capacity was last freed that a declined protection may use, null while none was
     * @param repeated whether the round under way is only a repetition for what could not be protected
     */
    record PlanningProgress(
            long planRevision,
            QueryRetryState retry,
            @Nullable Instant freedAt,
            @JsonProperty("again") boolean repeated,
            @JsonProperty("told") ReportedDigests reported) {
        static final PlanningProgress BEGUN =
                new PlanningProgress(1, QueryRetryState.NONE, null, false, ReportedDigests.NOTHING);

        PlanningProgress {
            reported = Objects.requireNonNullElse(reported, ReportedDigests.NOTHING);
        }

        PlanningProgress replanned() {
            return new PlanningProgress(planRevision + 1, retry, freedAt, repeated, reported);
        }

        PlanningProgress with(QueryRetryState changed) {
            return new PlanningProgress(planRevision, changed, freedAt, repeated, reported);
        }

        PlanningProgress with(ReportedDigests changed) {
            return new PlanningProgress(planRevision, retry, freedAt, repeated, changed);
        }

        PlanningProgress freed(Instant at) {
            return new PlanningProgress(planRevision, retry, at, repeated, reported);
        }

        PlanningProgress repeating(boolean only) {
            return new PlanningProgress(planRevision, retry, freedAt, only, reported);
        }
    }

    /**
     * What is protected so far.
     *
     * @param protectedAt when traffic was first on its protections
     * @param services how many are protected, null while protections are still being built
     */
    record ProtectionProgress(@Nullable Instant protectedAt, @Nullable ProtectedServiceCount services) {
        static final ProtectionProgress NONE = new ProtectionProgress(null, null);
    }

    public long planRevision() {
        return planning.planRevision();
    }

    /** Failures of the incident's own query, and when it may be repeated. */
    public QueryRetryState retry() {
        return planning.retry();
    }

    /** When capacity was last freed that a declined protection may use; null while none was. */
    public @Nullable Instant freedAt() {
        return planning.freedAt();
    }

    /** Whether the round under way only repeats an earlier one for what could not be protected. */
    public boolean repeated() {
        return planning.repeated();
    }

    /** What the last updates about a round said. */
    public ReportedDigests reported() {
        return planning.reported();
    }

    /** When traffic was first on its protections; null before. */
    public @Nullable Instant protectedAt() {
        return protection.protectedAt();
    }

    /** How many services are protected; null while protections are still being built. */
    public @Nullable ProtectedServiceCount services() {
        return protection.services();
    }

    /** A new plan; attempts at the step under way go on counting. */
    public IncidentProgress replanned() {
        return with(planning.replanned());
    }

    public IncidentProgress with(QueryRetryState changed) {
        return with(planning.with(changed));
    }

    public IncidentProgress with(MonitoringRequestState changed) {
        return new IncidentProgress(planning, changed, nodes, escalation, protection);
    }

    public IncidentProgress with(@Nullable Escalation changed) {
        return new IncidentProgress(planning, monitoring, nodes, changed, protection);
    }

    public IncidentProgress with(ReportedDigests changed) {
        return with(planning.with(changed));
    }

    public IncidentProgress with(ProtectedServiceCount counted) {
        return with(new ProtectionProgress(protection.protectedAt(), counted));
    }

    public IncidentProgress protectedSince(Instant at) {
        return protection.protectedAt() != null ? this : with(new ProtectionProgress(at, protection.services()));
    }

    /** Declined protections may find capacity from now on. */
    public IncidentProgress freed(Instant at) {
        return with(planning.freed(at));
    }

    /** Whether the next round only repeats an earlier one. */
    public IncidentProgress repeating(boolean only) {
        return with(planning.repeating(only));
    }

    IncidentProgress entering(List<String> entered) {
        List<String> all = new ArrayList<>(nodes);
        all.addAll(entered);
        List<String> newest = all.subList(Math.max(0, all.size() - NODES), all.size());
        return new IncidentProgress(
                planning.with(QueryRetryState.NONE), monitoring, List.copyOf(newest), escalation, protection);
    }

    private IncidentProgress with(PlanningProgress changed) {
        return new IncidentProgress(changed, monitoring, nodes, escalation, protection);
    }

    private IncidentProgress with(ProtectionProgress changed) {
        return new IncidentProgress(planning, monitoring, nodes, escalation, changed);
    }
}

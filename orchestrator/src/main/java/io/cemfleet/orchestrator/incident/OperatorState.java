package io.cemfleet.orchestrator.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What operators did with an incident.
 *
 * @param comments the newest {@value #COMMENTS}; the audit trail has them all
 * @param overload lets protections take paths without free capacity; null: they may not
 */
public record OperatorState(
        @Nullable String acknowledgedBy,
        @Nullable String assignee,
        List<Comment> comments,
        @Nullable CloseRequest closing,
        @Nullable Takeover takenOver,
        @Nullable OverloadPermission overload) {
    private static final int COMMENTS = 200;
    static final OperatorState NONE = new OperatorState(null, null, List.of(), null, null, null);

    public record Comment(String actor, String text, Instant at) {}

    /** An operator requested to close the incident; it closes when nothing of it is left in the network. */
    public record CloseRequest(String actor, String reason) {}

    /**
     * An operator works on the incident, and automation rests.
     *
     * @param links that were avoided when it began
     */
    public record Takeover(String actor, Instant at, List<String> links) {}

    /** An operator's decision for this incident, as long as it is open. */
    public record OverloadPermission(String actor, String reason, Instant at) {}

    public OperatorState acknowledged(String actor) {
        return new OperatorState(actor, assignee, comments, closing, takenOver, overload);
    }

    public OperatorState assigned(String to) {
        return new OperatorState(acknowledgedBy, to, comments, closing, takenOver, overload);
    }

    public OperatorState commented(Comment comment) {
        List<Comment> all = new ArrayList<>(comments);
        all.add(comment);
        List<Comment> newest = all.subList(Math.max(0, all.size() - COMMENTS), all.size());
        return new OperatorState(acknowledgedBy, assignee, List.copyOf(newest), closing, takenOver, overload);
    }

    public OperatorState closing(@Nullable CloseRequest request) {
        return new OperatorState(acknowledgedBy, assignee, comments, request, takenOver, overload);
    }

    public OperatorState takenOver(@Nullable Takeover by) {
        return new OperatorState(acknowledgedBy, assignee, comments, closing, by, overload);
    }

    public OperatorState allowing(OverloadPermission decided) {
        return new OperatorState(acknowledgedBy, assignee, comments, closing, takenOver, decided);
    }

    /** Whether automation rests: an operator has taken the incident over, and did not request to close it. */
    public boolean automationPaused() {
        return takenOver != null && closing == null;
    }
}

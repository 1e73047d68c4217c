package io.cemfleet.orchestrator.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people did with an incident.
 *
 * @param comments the newest {@value #COMMENTS}; the audit trail has them all
 * @param overload lets protections take paths without room; null: they may not
 */
public record Care(
        @Nullable String acknowledgedBy,
        @Nullable String assignee,
        List<Comment> comments,
        @Nullable Closing closing,
        @Nullable TakenOver takenOver,
        @Nullable Overload overload) {
    private static final int COMMENTS = 200;
    static final Care NONE = new Care(null, null, List.of(), null, null, null);

    public record Comment(String actor, String text, Instant at) {}

    /** Somebody asked to close the incident; it closes when nothing of it is left in the network. */
    public record Closing(String actor, String reason) {}

    /**
     * A person works on the incident, and automation rests.
     *
     * @param links that were avoided when it began
     */
    public record TakenOver(String actor, Instant at, List<String> links) {}

    /** An operator's decision for this incident, as long as it is open. */
    public record Overload(String actor, String reason, Instant at) {}

    public Care acknowledged(String actor) {
        return new Care(actor, assignee, comments, closing, takenOver, overload);
    }

    public Care assigned(String to) {
        return new Care(acknowledgedBy, to, comments, closing, takenOver, overload);
    }

    public Care commented(Comment comment) {
        List<Comment> all = new ArrayList<>(comments);
        all.add(comment);
        List<Comment> newest = all.subList(Math.max(0, all.size() - COMMENTS), all.size());
        return new Care(acknowledgedBy, assignee, List.copyOf(newest), closing, takenOver, overload);
    }

    public Care closing(@Nullable Closing asked) {
        return new Care(acknowledgedBy, assignee, comments, asked, takenOver, overload);
    }

    public Care takenOver(@Nullable TakenOver by) {
        return new Care(acknowledgedBy, assignee, comments, closing, by, overload);
    }

    public Care allowing(Overload decided) {
        return new Care(acknowledgedBy, assignee, comments, closing, takenOver, decided);
    }

    /** Whether automation does nothing about it: a person has it, and did not ask to close it. */
    public boolean resting() {
        return takenOver != null && closing == null;
    }
}

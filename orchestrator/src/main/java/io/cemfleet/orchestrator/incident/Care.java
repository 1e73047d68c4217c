package io.cemfleet.orchestrator.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people did with an incident. */
public record Care(
        @Nullable String acknowledgedBy, @Nullable String assignee, List<Comment> comments, @Nullable Closing closing) {
    static final Care NONE = new Care(null, null, List.of(), null);

    public record Comment(String actor, String text, Instant at) {}

    /** Somebody asked to close the incident; it closes when nothing of it is left in the network. */
    public record Closing(String actor, String reason) {}

    public Care acknowledged(String actor) {
        return new Care(actor, assignee, comments, closing);
    }

    public Care assigned(String to) {
        return new Care(acknowledgedBy, to, comments, closing);
    }

    public Care commented(Comment comment) {
        List<Comment> all = new ArrayList<>(comments);
        all.add(comment);
        return new Care(acknowledgedBy, assignee, all, closing);
    }

    public Care closing(@Nullable Closing asked) {
        return new Care(acknowledgedBy, assignee, comments, asked);
    }
}

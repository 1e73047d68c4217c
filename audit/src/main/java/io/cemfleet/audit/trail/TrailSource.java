package io.cemfleet.audit.trail;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trail to check: a table, or an export of it. */
public interface TrailSource {

    /** All sealed days, the oldest first. */
    List<SealedDay> segments() throws SQLException, IOException;

    /** The signed end, null when there is none. */
    @Nullable
    TrailHead head() throws SQLException, IOException;

    /** All rows in order of sequence; the visitor returns whether it wants more. */
    void walk(Visitor visitor) throws SQLException, IOException;

    /** The rows that hold notes, in order of sequence. */
    default void walkNotes(Visitor visitor) throws SQLException, IOException {
        walk(row -> !row.eventType().equals(TrailNotes.EVENT_TYPE) || visitor.take(row));
    }

    /** Takes rows. */
    @FunctionalInterface
    interface Visitor {
        /** @return whether to go on */
        boolean take(SealedEvent row) throws IOException;
    }
}

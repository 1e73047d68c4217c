package io.cemfleet.runtime.retention;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long the rows of one table live. Every table of an agent's schema has one. */
public sealed interface TableLifetime {

    /** The table's name, without a schema. */
    String table();

    /**
     * Rows are removed once a condition holds.
     *
     * @param keep the default of {@code cem.retention.keep.<table>}
     * @param expired SQL over the table's columns, with {@code :before} for the present time less what is kept; an index
     *     finds the rows. It holds for no row of an incident that is open, nor for one that stands for a resource in use
     * @param with SQL that runs in the same statement, over the removed rows as {@code removed}; null: nothing
     */
    record Expiring(String table, Duration keep, String expired, @Nullable String with) implements TableLifetime {
        public Expiring(String table, Duration keep, String expired) {
            this(table, keep, expired, null);
        }
    }

    /** Rows are removed with their parent's, by a foreign key that cascades. */
    record WithParent(String table, String parent) implements TableLifetime {}

    /**
     * Rows are removed by a part of the agent that knows more about them.
     *
     * @param by what removes them, and when
     */
    record RemovedBy(String table, String by) implements TableLifetime {}

    /**
     * Rows stay.
     *
     * @param reason why their number is bounded
     */
    record Forever(String table, String reason) implements TableLifetime {}
}

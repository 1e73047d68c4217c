package io.cemfleet.runtime.retention;

import java.util.List;

/** The lifetimes that one part of an agent declares for its tables; a bean. */
public record TableLifetimes(List<TableLifetime> tables) {
    public TableLifetimes {
        tables = List.copyOf(tables);
    }

    public static TableLifetimes of(TableLifetime... tables) {
        return new TableLifetimes(List.of(tables));
    }
}

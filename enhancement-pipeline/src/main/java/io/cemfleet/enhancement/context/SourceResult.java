package io.cemfleet.enhancement.context;

import java.util.List;

/** The result of a context source. */
sealed interface SourceResult<T> {

    /** The source answered, possibly with no items. */
    record FoundItems<T>(List<T> items) implements SourceResult<T> {}

    record SourceFailed<T>(String message) implements SourceResult<T> {}
}

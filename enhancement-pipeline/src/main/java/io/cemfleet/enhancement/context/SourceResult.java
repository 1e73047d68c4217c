package io.cemfleet.enhancement.context;

import java.util.List;

/** What a source came back with. */
sealed interface SourceResult<T> {

    /** It answered, perhaps with nothing. */
    record FoundItems<T>(List<T> items) implements SourceResult<T> {}

    record SourceFailed<T>(String message) implements SourceResult<T> {}
}

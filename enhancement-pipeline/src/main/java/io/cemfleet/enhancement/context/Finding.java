package io.cemfleet.enhancement.context;

import java.util.List;

/** What a source came back with. */
sealed interface Finding<T> {

    /** It answered, perhaps with nothing. */
    record Found<T>(List<T> items) implements Finding<T> {}

    record Failed<T>(String message) implements Finding<T> {}
}

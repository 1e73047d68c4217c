package io.cemfleet.enhancement.servicedesk;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The result of a call to a service desk. */
public sealed interface DeskResponse<T> {

    record Ok<T>(T value) implements DeskResponse<T> {}

    /**
     * It may work later.
     *
     * @param after the delay that the service desk requested, null when it gave none
     */
    record TryLater<T>(String reason, @Nullable Duration after) implements DeskResponse<T> {}

    /**
     * It will never work.
     *
     * @param code {@code servicedesk_<status code>} or {@code http_<status>}
     */
    record Refused<T>(String code, String message) implements DeskResponse<T> {

        boolean notFound() {
            return code.equals("servicedesk_4007") || code.equals("http_404");
        }
    }

    /** The next step with the value, or the failure. */
    default <U> DeskResponse<U> then(Function<T, DeskResponse<U>> next) {
        return switch (this) {
            case Ok<T>(T value) -> next.apply(value);
            case TryLater<T>(String reason, var after) -> new TryLater<>(reason, after);
            case Refused<T>(String code, String message) -> new Refused<>(code, message);
        };
    }

    /** The same answer with another value. */
    default <U> DeskResponse<U> map(Function<T, U> reader) {
        return then(value -> new Ok<>(reader.apply(value)));
    }
}

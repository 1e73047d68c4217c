package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a plan leaves traffic where it is.
 *
 * @param links those that stand in the way: full ones for {@code no_room}
 * @param remedy what would help, in words for people; absent when nothing is known to
 */
public record PlacementDecline(Reason reason, List<String> links, @Nullable String remedy) {

    /** What was in the way. */
    public enum Reason {
        /** No path holds the constraints, however empty the network. */
        NO_PATH,
        /** Each path would fill a link beyond its threshold. */
        NO_ROOM,
        /** No path is predicted to serve the traffic better than where it is. */
        NOT_BETTER,
        /** The time of the plan was used up by what goes before; nothing is known of its paths. */
        NO_TIME;

        /** The value on the wire. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

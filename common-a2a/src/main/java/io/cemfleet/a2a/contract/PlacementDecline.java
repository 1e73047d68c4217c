package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a plan leaves traffic where it is.
 *
 * @param links the links that prevent a path: full ones for {@code no_room}
 * @param remedy what would help, as text for operators; absent when nothing is known to
 */
public record PlacementDecline(Reason reason, List<String> links, @Nullable String remedy) {

    /** What prevented a path. */
    public enum Reason {
        /** No path keeps the constraints, however empty the network is. */
        NO_PATH,
        /** Each path would fill a link beyond its threshold. */
        NO_ROOM,
        /** No path is predicted to serve the traffic better than where it is. */
        NOT_BETTER,
        /** Protections placed before it used up the time of the plan; its paths are not known. */
        NO_TIME;

        /** The value on the wire. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The approval on which a write to the network rests. A write without one is automatic.
 *
 * @param mode how the incident's tier is handled
 * @param actor the person who approved; without one, only {@link Mode#AUTOMATIC} may write
 * @param at when, UTC
 */
public record Approval(@NotNull Mode mode, @Nullable String actor, @Nullable Instant at) {

    /** What automation may do without an operator; where it only observes, nothing is ever written. */
    public enum Mode {
        AUTOMATIC,
        APPROVE,
        RECOMMEND;

        /** The value on the wire. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the write may be made: automatically, or since an operator approved it. */
    public boolean given() {
        return mode == Mode.AUTOMATIC || (actor != null && !actor.isBlank());
    }
}

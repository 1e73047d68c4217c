package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * On whose word a write to the network rests. A write without one is automatic.
 *
 * @param mode how the incident's tier is handled
 * @param actor the person who approved; without one, only {@link Mode#AUTOMATIC} may write
 * @param at when, UTC
 */
public record Approval(@NotNull Mode mode, @Nullable String actor, @Nullable Instant at) {

    /** How far automation goes by itself; where it only observes, nothing is ever written. */
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

    /** Whether the write may be made: by itself, or since a person said so. */
    public boolean given() {
        return mode == Mode.AUTOMATIC || (actor != null && !actor.isBlank());
    }
}

package io.cemfleet.lab.openrouter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The behaviour of models. */
enum BehaviourMode {
    /** Writes from the sources and cites them. */
    NORMAL,
    /** Does the same after a long delay. */
    SLOW,
    /** Answers HTTP 200 with an error in the body, as after a failure during generation. */
    ERROR_IN_200,
    /** HTTP 429. */
    RATE_LIMITED,
    /** HTTP 502: the provider is down. */
    BAD_GATEWAY,
    /**
     * Invents statements, cites sources that do not exist, obeys instructions in the material, and leaks its prompt.
     */
    HOSTILE;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<BehaviourMode> named(@Nullable String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.wireName().equals(name))
                .findFirst();
    }
}

package io.cemfleet.lab.openrouter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How models behave. */
enum BehaviourMode {
    /** Writes from the sources, and cites them. */
    NORMAL,
    /** The same, after a long time. */
    SLOW,
    /** HTTP 200 with an error in the body: generation had begun. */
    ERROR_IN_200,
    /** HTTP 429. */
    RATE_LIMITED,
    /** HTTP 502: the provider is down. */
    BAD_GATEWAY,
    /** Invents, cites what does not exist, obeys what stands in the material, and tells what it was told. */
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

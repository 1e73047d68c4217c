package io.cemfleet.tunnel.provision;

import java.util.Locale;

/** The steps of a tunnel's life. */
enum Step {
    PROVISION,
    STEER,
    SHIFT,
    DELETE;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

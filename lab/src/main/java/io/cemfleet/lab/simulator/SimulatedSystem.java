package io.cemfleet.lab.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A third-party system that the lab plays. {@link #prefix} is its address; mail has its own port instead. */
public enum SimulatedSystem {
    CNC("/crosswork/"),
    PCA("/api/"),
    SERVICEDESK("/servicedesk/"),
    OPENROUTER("/openrouter/"),
    WEBEX("/webex/"),
    SERVICENOW("/servicenow/"),
    MAIL(null);

    private static final SimulatedSystem[] FACES = values();

    private final @Nullable String prefix;

    SimulatedSystem(@Nullable String prefix) {
        this.prefix = prefix;
    }

    /** The name on the wire, in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The system with this wire name. */
    public static Optional<SimulatedSystem> named(@Nullable String name) {
        return Arrays.stream(values()).filter(f -> f.wireName().equals(name)).findFirst();
    }

    /** The path patterns of all systems. */
    public static String[] patterns() {
        return Arrays.stream(values())
                .filter(face -> face.prefix != null)
                .map(face -> face.prefix + "**")
                .toArray(String[]::new);
    }

    static Optional<SimulatedSystem> ofPath(String path) {
        for (SimulatedSystem face : FACES) {
            if (face.prefix != null && path.startsWith(face.prefix)) {
                return Optional.of(face);
            }
        }
        return Optional.empty();
    }
}

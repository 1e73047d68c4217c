package io.cemfleet.launcher.home;

/** The reason, in words for the person at the terminal, why a command cannot go on. The command ends with 1. */
public final class FleetFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FleetFailure(String reason) {
        super(reason);
    }

    public FleetFailure(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** The reason as one line. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}

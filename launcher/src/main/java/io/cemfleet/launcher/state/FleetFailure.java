package io.cemfleet.launcher.state;

/** The reason why a command cannot continue, as a message for the user. The command exits with 1. */
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

package io.cemfleet.launcher.scenario;

/** A scenario did not go as it says. */
final class Unmet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unmet(String reason) {
        super(reason);
    }
}

package io.cemfleet.launcher.scenario;

/** A scenario did not meet its description. */
final class UnmetExpectation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnmetExpectation(String reason) {
        super(reason);
    }
}

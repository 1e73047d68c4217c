package io.cemfleet.runtime.kafka;

/** A record that cannot be used, however often it is tried. */
public final class UnusableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableRecordException(String reason) {
        super(reason);
    }

    public UnusableRecordException(String reason, Throwable cause) {
        super(reason, cause);
    }
}

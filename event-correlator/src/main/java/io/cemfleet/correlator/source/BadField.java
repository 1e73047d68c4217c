package io.cemfleet.correlator.source;

/** A field that is missing or does not fit; never leaves this package. */
final class BadField extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    BadField(String field, String problem) {
        super(problem, null, false, false);
        this.field = field;
        this.problem = problem;
    }

    Parsed.Refused refused() {
        return new Parsed.Refused(field, problem);
    }
}

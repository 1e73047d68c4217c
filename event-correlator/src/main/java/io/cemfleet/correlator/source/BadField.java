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

    /** The same field of an object that stands in another. */
    BadField within(String object) {
        return new BadField(object + '.' + field, problem);
    }

    Parsed.Refused refused() {
        return new Parsed.Refused(field, problem);
    }
}

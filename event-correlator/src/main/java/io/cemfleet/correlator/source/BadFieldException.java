package io.cemfleet.correlator.source;

/** A field that is missing or does not fit; thrown by parsers, and never leaves {@link AlertBodyParser}. */
public final class BadFieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    public BadFieldException(String field, String problem) {
        super(problem, null, false, false);
        this.field = field;
        this.problem = problem;
    }

    /** The same field of an object that is nested in another. */
    public BadFieldException within(String object) {
        return new BadFieldException(object + '.' + field, problem);
    }

    ParsedElement.Refused refused() {
        return new ParsedElement.Refused(field, problem);
    }
}

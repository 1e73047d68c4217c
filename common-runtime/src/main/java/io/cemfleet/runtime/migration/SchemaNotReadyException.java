package io.cemfleet.runtime.migration;

/** The schema is not as this version of the agent needs it. */
final class SchemaNotReadyException extends RuntimeException {
    SchemaNotReadyException(String schema, String fault) {
        super("the schema " + schema + " " + fault);
    }
}

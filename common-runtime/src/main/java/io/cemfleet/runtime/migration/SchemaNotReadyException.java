package io.cemfleet.runtime.migration;

/** The schema lacks migrations that this version of the agent needs. */
final class SchemaNotReadyException extends RuntimeException {
    SchemaNotReadyException(String schema, String fault) {
        super("the schema " + schema + " " + fault);
    }
}

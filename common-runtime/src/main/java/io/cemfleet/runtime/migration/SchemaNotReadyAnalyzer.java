package io.cemfleet.runtime.migration;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains what the schema of an agent that does not migrate by itself lacks. */
final class SchemaNotReadyAnalyzer extends AbstractFailureAnalyzer<SchemaNotReadyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SchemaNotReadyException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Run this version's migrations as the schema's owner (" + Migrate.class.getName()
                        + "), or let the agent migrate with CEM_MIGRATE=start and the owner's login in SPRING_FLYWAY_*.",
                cause);
    }
}

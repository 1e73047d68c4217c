package io.cemfleet.runtime.migration;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains why the database refuses the connection at start: TLS, the login, or no answer. */
final class DatabaseRefusalAnalyzer extends AbstractFailureAnalyzer<PSQLException> {
    private static final String URL = "SPRING_DATASOURCE_URL and SPRING_FLYWAY_URL";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PSQLException cause) {
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        if (!state.startsWith("08") && !state.startsWith("28")) {
            return null;
        }
        StringBuilder description = new StringBuilder("The database cannot be used: " + cause.getMessage());
        for (Throwable at = cause.getCause(); at != null; at = at.getCause()) {
            description.append("\n  because: ").append(at.getMessage());
        }
        String action = state.startsWith("28")
                ? "Check the user and the password (SPRING_DATASOURCE_*, SPRING_FLYWAY_*), and pg_hba.conf."
                : "Check host, port and, with sslmode=verify-full, sslrootcert in " + URL
                        + ": the server's certificate must come from that authority and name the host.";
        return new FailureAnalysis(description.toString(), action, cause);
    }
}

package io.cemfleet.audit.seal;

import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.problem.UnavailableDatabase;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Classifies a failure to write. */
final class StorageFault {
    /** Classes of SQLSTATE: connection, read-only, authorisation, rollback, resources, state, operator, system. */
    private static final Set<String> AWAY = Set.of("08", "25", "28", "40", "53", "55", "57", "58");

    /** Not there yet, or not ours to use: a matter of the deployment, which concerns every record alike. */
    private static final Set<String> DEPLOYMENT = Set.of("42501", "42P01", "42703", "3D000", "3F000");

    private static final int REASON = 500;

    private StorageFault() {}

    /** Whether the database is unavailable or busy: the same write may succeed later. */
    static boolean passes(Throwable failure) {
        SQLException refused = refused(failure);
        if (refused != null && refused.getSQLState() != null) {
            String state = refused.getSQLState();
            return AWAY.contains(state.substring(0, 2)) || DEPLOYMENT.contains(state);
        }
        return UnavailableDatabase.passes(failure);
    }

    /** The reason for operators: the database's message, without the row that its detail may repeat. */
    static String reason(Throwable failure) {
        SQLException refused = refused(failure);
        String said = refused == null
                ? failure.getClass().getSimpleName() + ": " + failure.getMessage()
                : "SQLSTATE " + refused.getSQLState() + ": " + firstLine(refused);
        return SafeText.cut(SafeText.clean(said), REASON);
    }

    private static String firstLine(SQLException refused) {
        return String.valueOf(refused.getMessage()).lines().findFirst().orElse("no message");
    }

    private static @Nullable SQLException refused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}

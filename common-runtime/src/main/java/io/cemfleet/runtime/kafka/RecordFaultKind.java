package io.cemfleet.runtime.kafka;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/** Classifies a failure by what it means for the record. */
public enum RecordFaultKind {
    /** The database, Kafka or a peer is unavailable, or two transactions collided: the record is good and waits. */
    PASSING,
    /** It may pass or not: the record is tried a few times. */
    UNCLEAR,
    /** The same record fails each time: a retry is of no use. */
    LASTING;

    private static final Set<Class<? extends Throwable>> AWAY = Set.of(
            TransientDataAccessException.class,
            RecoverableDataAccessException.class,
            DataAccessResourceFailureException.class,
            SQLTransientException.class,
            SQLRecoverableException.class,
            RetriableException.class,
            InterruptException.class,
            InterruptedException.class,
            ClosedByInterruptException.class,
            ConnectException.class,
            SocketException.class,
            SocketTimeoutException.class,
            UnknownHostException.class,
            UnresolvedAddressException.class,
            HttpTimeoutException.class,
            TimeoutException.class);

    /** Classes of SQLSTATE: connection, authorisation, read-only, rollback, resources, not ready, shutdown, system. */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "25", "28", "3D", "40", "53", "55", "57", "58");

    /** Schema not there yet, or not ours to use: a matter of the deployment, which concerns every record alike. */
    private static final Set<String> AWAY_STATES = Set.of("42501", "42P01", "42703", "3F000");

    /** Classes of SQLSTATE: cardinality, data, program limit. */
    private static final Set<String> DATA_CLASSES = Set.of("21", "22", "54");

    /** Classifies a failure by the exceptions in its chain of causes. */
    public static RecordFaultKind of(Throwable failure) {
        SQLException refused = sql(failure);
        if (refused != null) {
            return ofState(refused);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isAway(cause)) {
                return PASSING;
            }
        }
        return hasUnreadable(failure) ? LASTING : UNCLEAR;
    }

    /** The first SQL exception of the chain that has an SQLSTATE, or else the first. */
    static @Nullable SQLException sql(Throwable failure) {
        SQLException found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && (found == null || found.getSQLState() == null)) {
                found = sql;
            }
        }
        return found;
    }

    private static RecordFaultKind ofState(SQLException refused) {
        String state = refused.getSQLState();
        if (state == null || state.length() < 2 || isAway(refused)) {
            return PASSING;
        }
        String stateClass = state.substring(0, 2);
        if (AWAY_CLASSES.contains(stateClass) || AWAY_STATES.contains(state)) {
            return PASSING;
        }
        return DATA_CLASSES.contains(stateClass) ? LASTING : UNCLEAR;
    }

    private static boolean isAway(Throwable cause) {
        return AWAY.stream().anyMatch(kind -> kind.isInstance(cause));
    }

    private static boolean hasUnreadable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnusableRecordException) {
                return true;
            }
        }
        return false;
    }
}

package io.cemfleet.runtime.kafka;

import io.cemfleet.runtime.input.SafeText;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Why a record became a dead letter.
 *
 * @param code short and of few different values, for a metric: {@code sqlstate_22021}, {@code unusable_record}
 * @param text for people, at most 500 characters, without control characters
 */
public record DeadLetterReason(String code, String text) {
    private static final int LENGTH = 500;

    public static DeadLetterReason of(Throwable failure) {
        SQLException refused = RecordFaultKind.sql(failure);
        if (refused != null && refused.getSQLState() != null) {
            String state = refused.getSQLState();
            return new DeadLetterReason(
                    "sqlstate_" + state.toLowerCase(Locale.ROOT), cleaned("SQLSTATE " + state + ": " + said(refused)));
        }
        Throwable innermost = failure;
        while (innermost.getCause() != null && !(innermost instanceof UnusableRecordException)) {
            innermost = innermost.getCause();
        }
        return new DeadLetterReason(code(innermost), cleaned(said(innermost)));
    }

    private static String said(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static String code(Throwable failure) {
        String name = failure.getClass().getSimpleName().replaceAll("Exception$", "");
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static String cleaned(String text) {
        return SafeText.cut(SafeText.clean(text), LENGTH);
    }
}

package io.cemfleet.cnc.session;

/** The innermost reason of a failed exchange in one line, without addresses or credentials. */
final class ExchangeFailures {

    private ExchangeFailures() {}

    static String reason(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var message = cause.getMessage();
        var kind = cause.getClass().getSimpleName();
        return message == null || message.contains("/sso/") ? kind : kind + ": " + message;
    }
}

package io.cemfleet.runtime.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The present trace (W3C Trace Context) and correlation id, kept in the logging context of the thread.
 *
 * @param traceId 32 hex digits, not all zero
 */
public record TraceContext(String traceId) {
    /** The header's name, in HTTP and in Kafka. */
    public static final String TRACEPARENT = "traceparent";

    /** The logging key, and the Kafka header, of the correlation id. */
    public static final String CORRELATION_ID = "correlation_id";

    public static final String INCIDENT_ID = "incident_id";
    public static final String TASK_ID = "task_id";

    private static final String TRACE_ID = "trace_id";
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}.*");
    private static final String ZERO = "0".repeat(32);

    /** Reads a header; an invalid one counts as none. */
    public static Optional<TraceContext> parse(@Nullable String traceparent) {
        if (traceparent == null) {
            return Optional.empty();
        }
        var match = FORM.matcher(traceparent);
        return match.matches()
                        && !match.group(1).equals(ZERO)
                        && !match.group(2).equals("0".repeat(16))
                ? Optional.of(new TraceContext(match.group(1)))
                : Optional.empty();
    }

    public static TraceContext fresh() {
        return new TraceContext(UUID.randomUUID().toString().replace("-", ""));
    }

    /** The trace of this thread, a fresh one where there is none. */
    public static TraceContext current() {
        String traceId = MDC.get(TRACE_ID);
        return traceId == null ? fresh() : new TraceContext(traceId);
    }

    /** The header for a call made now: the same trace, a new parent span. */
    public String traceparent() {
        byte[] span = new byte[8];
        ThreadLocalRandom.current().nextBytes(span);
        return "00-" + traceId + '-' + HexFormat.of().formatHex(span) + "-01";
    }

    /** Makes this the trace of the thread's log lines until closed. */
    public LoggingScope open() {
        return LoggingScope.put(TRACE_ID, traceId);
    }

    /** A logging key that is restored when closed. */
    public record LoggingScope(String key, @Nullable String before) implements AutoCloseable {

        /** Sets a key for the thread's log lines; a null value leaves it as it is. */
        public static LoggingScope put(String key, @Nullable String value) {
            String before = MDC.get(key);
            if (value != null) {
                MDC.put(key, value);
            }
            return new LoggingScope(key, before);
        }

        @Override
        public void close() {
            if (before == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, before);
            }
        }
    }
}

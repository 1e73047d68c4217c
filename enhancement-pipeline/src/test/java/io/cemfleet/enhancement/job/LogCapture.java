package io.cemfleet.enhancement.job;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the fleet's own code and the libraries for HTTP log, down to debug, while it is open. */
final class LogCapture implements AutoCloseable {
    private static final List<String> LOGGERS = List.of("io.cemfleet", "com.openai", "okhttp3", "jdk.httpclient");

    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            events.add(event);
        }
    };

    LogCapture() {
        appender.start();
        for (String name : LOGGERS) {
            Logger logger = logger(name);
            logger.setLevel(Level.DEBUG);
            logger.setAdditive(false);
            logger.addAppender(appender);
        }
    }

    List<ILoggingEvent> events() {
        return List.copyOf(events);
    }

    boolean has(String message) {
        return events.stream().anyMatch(event -> event.getFormattedMessage().contains(message));
    }

    /** All that a line could show: text, thread's keys, the line's own keys, the exception. */
    static String whole(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        return event.getFormattedMessage()
                + ' '
                + event.getMDCPropertyMap()
                + ' '
                + Objects.requireNonNullElse(event.getKeyValuePairs(), List.of())
                + ' '
                + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    @Override
    public void close() {
        for (String name : LOGGERS) {
            Logger logger = logger(name);
            logger.detachAppender(appender);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
    }
}

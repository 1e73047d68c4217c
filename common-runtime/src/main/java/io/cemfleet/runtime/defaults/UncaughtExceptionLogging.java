package io.cemfleet.runtime.defaults;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;

/** A failure that ends a thread goes into the log, as JSON like everything else; Java by itself prints plain lines. */
final class UncaughtExceptionLogging implements ApplicationListener<ApplicationPreparedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(UncaughtExceptionLogging.class);

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> LOG.error("the thread {} ended by a failure", thread.getName(), failure));
    }
}

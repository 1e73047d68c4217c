package io.cemfleet.correlator.watch;

import io.cemfleet.correlator.CorrelatorSettings;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Subscribes at both sources and compares their open alarms with what is known here, at start and every minute; a source
 * that could not be asked is asked again soon. Begins when the webhooks answer, since a subscription is probed.
 */
@Component
class SourceWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);

    private final WatchedSource[] sources;
    private final CorrelatorSettings.Watch settings;
    private @Nullable ScheduledExecutorService executor;

    SourceWatch(CncWatch cnc, PcaWatch pca, CorrelatorSettings settings) {
        this.sources = new WatchedSource[] {cnc, pca};
        this.settings = settings.watch();
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void begin() {
        if (settings.enabled() && executor == null) {
            ScheduledExecutorService started = Executors.newScheduledThreadPool(
                    sources.length, Thread.ofVirtual().name("watch-", 0).factory());
            executor = started;
            for (WatchedSource source : sources) {
                started.execute(() -> look(source, started));
            }
        }
    }

    private void look(WatchedSource source, ScheduledExecutorService on) {
        boolean done = false;
        try {
            done = source.look();
        } catch (RuntimeException e) {
            LOG.warn("the watch over {} failed, it is repeated", source.name(), e);
        }
        Duration pause = done ? settings.interval() : settings.retry();
        if (!on.isShutdown()) {
            on.schedule(() -> look(source, on), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void close() {
        ScheduledExecutorService running = executor;
        if (running != null) {
            running.shutdownNow();
        }
    }
}

package io.cemfleet.impact.network;

import io.cemfleet.impact.ImpactSettings;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads services and policies at a set pace, so that an assessment finds sessions warm and most of the network known, and
 * stores what has to survive a restart.
 */
@Component
class BackgroundNetworkReader implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BackgroundNetworkReader.class);

    private final NetworkStateReader reader;
    private final WithdrawnLinkHistory former;
    private final Duration pause;
    private volatile @Nullable ScheduledExecutorService scheduler;
    private boolean readable = true;

    BackgroundNetworkReader(NetworkStateReader reader, WithdrawnLinkHistory former, ImpactSettings settings) {
        this.reader = reader;
        this.former = former;
        this.pause = settings.reading().refresh();
    }

    @Override
    public void start() {
        var started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("services-refresh").factory());
        started.scheduleWithFixedDelay(this::read, 500, pause.toMillis(), TimeUnit.MILLISECONDS);
        scheduler = started;
    }

    @Override
    public void stop() {
        var running = scheduler;
        scheduler = null;
        if (running != null) {
            running.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    private void read() {
        try {
            var reading = reader.read(Duration.ZERO);
            if (reading instanceof NetworkReadResult.Unavailable unavailable && readable) {
                log.info("Services can't be read: {}", unavailable.reason());
            }
            readable = reading instanceof NetworkReadResult.Read;
            former.save();
        } catch (RuntimeException e) {
            log.warn("Reading or storing the network failed", e);
        }
    }
}

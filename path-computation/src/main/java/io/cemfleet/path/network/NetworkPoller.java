package io.cemfleet.path.network;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.reading.BackgroundReader;
import io.cemfleet.path.PathSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads topology, policies and services round by round, and lets the measurements follow. While the controller notifies
 * changes, a round reads only what changed, and everything at a long interval; without notifications it reads
 * everything each time, with pauses that grow with the network.
 */
@Component
class NetworkPoller extends BackgroundReader {

    private static final Logger log = LoggerFactory.getLogger(NetworkPoller.class);
    private static final Duration UNTIL_THE_FIRST_TOPOLOGY = Duration.ofSeconds(1);
    private static final Duration CONFIRMATION = Duration.ofSeconds(2);
    /** How often what depends on the traffic of policies is judged again though no policy changed. */
    private static final Duration JUDGEMENT = Duration.ofSeconds(10);
    /** How soon a notified change is read; changes in between are read together. */
    private static final Duration AFTER_A_CHANGE = Duration.ofMillis(500);

    private static final int PAUSE_PER_ROUND = 4;

    private final ControllerReader reader;
    private final StreamedNetwork stream;
    private final LinkLoadReader loads;
    private final List<NetworkPollListener> listeners;
    private final PathSettings.NetworkReadSettings settings;
    private final Clock clock;
    private @Nullable NetworkReading known;
    private Duration took = Duration.ZERO;
    private Instant readAt = Instant.MIN;
    private Instant confirmedAt = Instant.MIN;
    private Instant judgedAt = Instant.MIN;
    private String failure = "";

    NetworkPoller(
            ControllerReader reader,
            StreamedNetwork stream,
            LinkLoadReader loads,
            List<NetworkPollListener> listeners,
            PathSettings settings,
            Clock clock) {
        super("network-watch", Duration.ZERO);
        this.reader = reader;
        this.stream = stream;
        this.loads = loads;
        this.listeners = listeners;
        this.settings = settings.reading();
        this.clock = clock;
    }

    @Override
    protected void readOnce() {
        var confirmed = confirmed();
        if (confirmed.isPresent()) {
            confirm(confirmed.get());
        } else {
            read();
        }
        if (known != null && failure.isEmpty()) {
            loads.round(known, judgedAt);
        }
    }

    /** Without notifications, reading topology and policies stays a fifth of the time. */
    @Override
    protected Duration pauseAfter(Duration round) {
        if (!failure.isEmpty()) {
            return UNTIL_THE_FIRST_TOPOLOGY;
        }
        var calm = took.multipliedBy(PAUSE_PER_ROUND);
        var wanted = stream.isOpen() ? AFTER_A_CHANGE : settings.refresh();
        return calm.compareTo(wanted) > 0 ? calm : wanted;
    }

    /** The last reading as still true, unless it is time to reconcile. */
    private Optional<NetworkReading> confirmed() {
        var last = known;
        var reconcile = took.multipliedBy(PAUSE_PER_ROUND * PAUSE_PER_ROUND);
        var interval = reconcile.compareTo(settings.reconcile()) > 0 ? reconcile : settings.reconcile();
        if (last == null || !clock.instant().isBefore(readAt.plus(interval))) {
            return Optional.empty();
        }
        return stream.confirmedAt().map(last::confirmed);
    }

    private void confirm(NetworkReading reading) {
        var now = clock.instant();
        if (now.isBefore(confirmedAt.plus(CONFIRMATION))) {
            return;
        }
        confirmedAt = now;
        known = reading;
        if (now.isBefore(judgedAt.plus(JUDGEMENT))) {
            listeners.forEach(listener -> listener.networkConfirmed(reading));
        } else {
            judgedAt = reading.policiesAt();
            listeners.forEach(listener -> listener.networkRead(reading));
        }
    }

    private void read() {
        var started = clock.instant();
        stream.startReading();
        switch (reader.read()) {
            case CncResult.Ok<NetworkReading>(var reading) -> {
                failure = "";
                known = reading;
                readAt = started;
                confirmedAt = started;
                judgedAt = reading.policiesAt();
                listeners.forEach(listener -> listener.networkRead(reading));
                took = Duration.between(started, clock.instant());
            }
            case CncResult<NetworkReading> failed -> {
                stream.readAgain();
                failed(failed.reason());
            }
        }
    }

    private void failed(String reason) {
        if (!reason.equals(failure)) {
            log.info("The network could not be read: {}", reason);
        }
        failure = reason;
    }
}

package io.cemfleet.impact.network;

import io.cemfleet.cnc.reading.BackgroundReader;
import io.cemfleet.impact.ImpactSettings;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes services and policies at a set pace from the network's one reader, or reads them while that is silent, so that an assessment finds sessions warm and most of the network known, and
 * stores what has to survive a restart.
 */
@Component
class BackgroundNetworkReader extends BackgroundReader {

    private static final Logger log = LoggerFactory.getLogger(BackgroundNetworkReader.class);

    private final NetworkStateReader reader;
    private final WithdrawnLinkHistory withdrawnLinks;
    private final Duration pause;
    private boolean readable = true;

    BackgroundNetworkReader(NetworkStateReader reader, WithdrawnLinkHistory withdrawnLinks, ImpactSettings settings) {
        super("services-refresh", AFTER_THE_TOPOLOGY);
        this.reader = reader;
        this.withdrawnLinks = withdrawnLinks;
        this.pause = settings.reading().refresh();
    }

    @Override
    protected void readOnce() {
        var reading = reader.inBackground();
        if (reading instanceof NetworkReadResult.Unavailable unavailable && readable) {
            log.info("Services cannot be read: {}", unavailable.reason());
        }
        readable = reading instanceof NetworkReadResult.Read;
        withdrawnLinks.save();
    }

    @Override
    protected Duration pauseAfter(Duration took) {
        return pause;
    }
}

package io.cemfleet.restoration.network;

import io.cemfleet.pca.MonitoredObjects;
import io.cemfleet.pca.SessionMetrics;
import io.cemfleet.pca.session.PcaSession;
import io.cemfleet.pca.session.PcaSettings;
import java.net.URI;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** The sessions of a PCA, without an application around them. */
final class PcaTestSessions {
    private PcaTestSessions() {}

    /** A client that waits 500 ms for an answer. */
    static PcaSessions at(String url) {
        PcaSettings settings = new PcaSettings(
                URI.create(url),
                "admin",
                "secret",
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                DataSize.ofMegabytes(1));
        PcaSession session = new PcaSession(settings);
        return new PcaSessions(new MonitoredObjects(session), new SessionMetrics(session, settings));
    }
}

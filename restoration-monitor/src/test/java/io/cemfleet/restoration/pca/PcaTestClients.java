package io.cemfleet.restoration.pca;

import io.cemfleet.pca.MonitoredObjects;
import io.cemfleet.pca.SessionMetrics;
import io.cemfleet.pca.session.PcaSession;
import io.cemfleet.pca.session.PcaSettings;
import java.net.URI;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** Clients without an application around them. */
public final class PcaTestClients {
    private PcaTestClients() {}

    /** One that waits 500 ms for an answer. */
    public static PcaClient at(String url) {
        PcaSettings settings = new PcaSettings(
                URI.create(url),
                "admin",
                "secret",
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                DataSize.ofMegabytes(1));
        PcaSession session = new PcaSession(settings);
        return new PcaClient(new MonitoredObjects(session), new SessionMetrics(session, settings));
    }
}

package io.cemfleet.cnc.pca;

import io.cemfleet.cnc.pca.session.PcaSession;
import io.cemfleet.cnc.pca.session.PcaSettings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Made only where somebody asks PCA: most agents that ask CNC do not. */
@AutoConfiguration
@EnableConfigurationProperties(PcaSettings.class)
class PcaAutoConfiguration {

    @Bean
    @Lazy
    PcaSession pcaSession(PcaSettings settings) {
        return new PcaSession(settings);
    }

    @Bean
    @Lazy
    MonitoredObjects monitoredObjects(PcaSession session) {
        return new MonitoredObjects(session);
    }

    @Bean
    @Lazy
    SessionMetrics sessionMetrics(PcaSession session, PcaSettings settings) {
        return new SessionMetrics(session, settings);
    }
}

package io.cemfleet.pca;

import io.cemfleet.pca.session.PcaSession;
import io.cemfleet.pca.session.PcaSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.PropertySource;

/** The beans are lazy, since most agents have this module on their class path without querying PCA. */
@PropertySource("classpath:io/cemfleet/pca/pca-defaults.properties")
@AutoConfiguration
@EnableConfigurationProperties(PcaSettings.class)
class PcaAutoConfiguration {

    @Bean
    @Lazy
    PcaSession pcaSession(
            PcaSettings settings, ObjectProvider<SslBundles> bundles, @Value("${cem.tls.bundles.pca:}") String bundle) {
        return new PcaSession(
                settings, bundle.isBlank() ? null : bundles.getObject().getBundle(bundle));
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

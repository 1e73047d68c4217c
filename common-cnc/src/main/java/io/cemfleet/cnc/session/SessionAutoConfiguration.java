package io.cemfleet.cnc.session;

import io.cemfleet.cnc.CncSettings;
import java.net.http.HttpClient;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.web.client.RestClientAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.PropertySource;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

@AutoConfiguration(after = RestClientAutoConfiguration.class)
@EnableConfigurationProperties(CncSettings.class)
@PropertySource("classpath:io/cemfleet/cnc/cnc-defaults.properties")
class SessionAutoConfiguration {

    /**
     * HTTP/1.1, since the controller's gateway speaks it and an upgrade attempt costs every request. The executor is
     * not a bean, since with it an application would lose its own default executor.
     *
     * @param bundle the SSL bundle whose authorities are trusted; blank: the JVM's
     */
    @Bean
    CncHttpTransport cncWire(
            CncSettings settings,
            ObjectProvider<RestClient.Builder> builders,
            ObjectProvider<SslBundles> bundles,
            @Value("${cem.tls.bundles.cnc:}") String bundle) {
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        var making = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.calls().connectTimeout())
                .executor(executor);
        if (!bundle.isBlank()) {
            making.sslContext(bundles.getObject().getBundle(bundle).createSslContext());
        }
        var client = making.build();
        var requests = new JdkClientHttpRequestFactory(client, executor);
        requests.setReadTimeout(settings.calls().readTimeout());
        var builder = builders.getIfAvailable(RestClient::builder);
        return new CncHttpTransport(builder.requestFactory(requests).build(), client, settings);
    }

    @Bean
    SsoSession cncSsoSession(CncHttpTransport wire, CncSettings settings) {
        return new SsoSession(wire, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    CncClient cncClient(CncHttpTransport wire, SsoSession session, CncSettings settings) {
        return new RestCncClient(wire, session, settings.calls());
    }

    @Bean
    @ConditionalOnMissingBean
    CncEventSource cncEventSource(CncHttpTransport wire, SsoSession session) {
        return new RestCncEventSource(wire, session);
    }
}

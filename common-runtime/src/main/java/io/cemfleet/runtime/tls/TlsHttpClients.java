package io.cemfleet.runtime.tls;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Creates the HTTP clients of an agent, each with the authorities and the certificate that its destination requires.
 */
public final class TlsHttpClients {
    private final TlsSettings settings;
    private final SslBundles bundles;

    public TlsHttpClients(TlsSettings settings, SslBundles bundles) {
        this.settings = settings;
        this.bundles = bundles;
    }

    /**
     * A client for HTTP/1.1 on virtual threads.
     *
     * @throws org.springframework.boot.ssl.NoSuchSslBundleException when the settings name a bundle that does not exist
     */
    public HttpClient client(String destination, Duration connectTimeout) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        bundle(destination).ifPresent(bundle -> builder.sslContext(bundle.createSslContext()));
        return builder.build();
    }

    /** The bundle of a destination, for a client of another make; empty where the JVM's trust store applies. */
    public Optional<SslBundle> bundle(String destination) {
        String name = settings.bundles().getOrDefault(destination, "");
        return name.isBlank() ? Optional.empty() : Optional.of(bundles.getBundle(name));
    }
}

package io.cemfleet.runtime.testing;

import io.cemfleet.runtime.tls.TlsHttpClients;
import io.cemfleet.runtime.tls.TlsSettings;
import java.util.Map;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;

/** Ways out for clients that a test makes by hand. */
public final class TestTlsClients {
    private TestTlsClients() {}

    /** What the JVM trusts. */
    public static TlsHttpClients tls() {
        return new TlsHttpClients(new TlsSettings(Map.of()), new DefaultSslBundleRegistry());
    }

    /** This bundle for one destination. */
    public static TlsHttpClients tls(String destination, SslBundle bundle) {
        return new TlsHttpClients(
                new TlsSettings(Map.of(destination, "test")), new DefaultSslBundleRegistry("test", bundle));
    }
}

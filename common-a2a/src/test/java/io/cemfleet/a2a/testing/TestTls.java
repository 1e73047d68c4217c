package io.cemfleet.a2a.testing;

import io.cemfleet.a2a.tls.OutgoingTls;
import io.cemfleet.a2a.tls.TlsSettings;
import java.util.Map;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;

/** Ways out for clients that a test makes by hand. */
public final class TestTls {
    private TestTls() {}

    /** What the JVM trusts. */
    public static OutgoingTls tls() {
        return new OutgoingTls(new TlsSettings(Map.of()), new DefaultSslBundleRegistry());
    }

    /** This bundle for one destination. */
    public static OutgoingTls tls(String destination, SslBundle bundle) {
        return new OutgoingTls(
                new TlsSettings(Map.of(destination, "test")), new DefaultSslBundleRegistry("test", bundle));
    }
}

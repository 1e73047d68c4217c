package io.cemfleet.cnc.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.testing.TestAuthority;
import io.cemfleet.a2a.testing.TestHttps;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.pca.session.PcaSession;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A controller and a PCA whose certificates come from an authority of the operator's own. */
class PrivateAuthorityTest {
    private static final TestHttps SERVER = TestHttps.start()
            .answer("/crosswork/sso/v1/tickets", "TGT-1")
            .answer("/crosswork/sso/v1/tickets/TGT-1", "t");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private record Reached(boolean cnc, boolean pca) {}

    private static Reached reached(String host, String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "cem.pca.url=" + SERVER.url(host) + "/api";
        try (var context = CncTestContext.at(SERVER.url(host), all)) {
            int before = SERVER.requests();
            context.get(CncClient.class).get(Face.TOPOLOGY, "/data/thing");
            int between = SERVER.requests();
            context.get(PcaSession.class).get("/v2/thing");
            return new Reached(between > before, SERVER.requests() > between);
        }
    }

    private static String[] bundle(TestAuthority authority) {
        return new String[] {
            "spring.ssl.bundle.pem.noc.truststore.certificate=" + authority.pem(),
            "cem.tls.bundles.cnc=noc",
            "cem.tls.bundles.pca=noc"
        };
    }

    @Test
    void bothAreReachedWithTheBundleOfTheirAuthority() {
        assertThat(reached("localhost", bundle(SERVER.authority()))).isEqualTo(new Reached(true, true));
    }

    @Test
    void neitherIsReachedWithoutItWithAnotherOrUnderAnotherName() {
        assertThat(reached("localhost")).isEqualTo(new Reached(false, false));
        assertThat(reached("localhost", bundle(new TestAuthority("stranger")))).isEqualTo(new Reached(false, false));
        assertThat(reached("127.0.0.1", bundle(SERVER.authority()))).isEqualTo(new Reached(false, false));
    }
}

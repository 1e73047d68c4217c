package io.cemfleet.cnc.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.pca.session.PcaSession;
import io.cemfleet.runtime.testing.TestAuthority;
import io.cemfleet.runtime.testing.TestHttps;
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

    private record ReachedSystems(boolean cnc, boolean pca) {}

    private static ReachedSystems reached(String host, String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "cem.pca.url=" + SERVER.url(host) + "/api";
        try (var context = CncTestContext.at(SERVER.url(host), all)) {
            int before = SERVER.requests();
            context.get(CncClient.class).get(CncApi.TOPOLOGY, "/data/thing");
            int between = SERVER.requests();
            context.get(PcaSession.class).get("/v2/thing");
            return new ReachedSystems(between > before, SERVER.requests() > between);
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
        assertThat(reached("localhost", bundle(SERVER.authority()))).isEqualTo(new ReachedSystems(true, true));
    }

    @Test
    void neitherIsReachedWithoutItWithAnotherOrUnderAnotherName() {
        assertThat(reached("localhost")).isEqualTo(new ReachedSystems(false, false));
        assertThat(reached("localhost", bundle(new TestAuthority("stranger"))))
                .isEqualTo(new ReachedSystems(false, false));
        assertThat(reached("127.0.0.1", bundle(SERVER.authority()))).isEqualTo(new ReachedSystems(false, false));
    }
}

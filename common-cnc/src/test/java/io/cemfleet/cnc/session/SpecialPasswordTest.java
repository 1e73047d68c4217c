package io.cemfleet.cnc.session;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.matching.StringValuePattern;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.pca.session.PcaSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords of odd characters reach the controller and PCA as they are. */
class SpecialPasswordTest {

    @ParameterizedTest
    @ValueSource(strings = {"50%off", "100%25", "two words ", "'a' \"b\"", "a/b+c=d&e", "pässwörd-密码", "a\\b;c#d?e"})
    void aPasswordArrivesAsItIs(String password) {
        // given
        StringValuePattern arrived = equalTo(password);
        try (var cnc = CncWireMock.start();
                var context = CncTestContext.at(
                        cnc.url(),
                        "cem.cnc.password=" + password,
                        "cem.pca.password=" + password,
                        "cem.pca.url=" + cnc.url() + "/api")) {
            cnc.server().stubFor(post("/api/v1/auth/login").willReturn(ok().withHeader("Authorization", "Bearer t")));

            // when
            context.get(CncClient.class).get(CncApi.TOPOLOGY, "/data/thing");
            context.get(PcaSession.class).get("/v2/thing");

            // then
            cnc.server()
                    .verify(postRequestedFor(urlEqualTo("/crosswork/sso/v1/tickets"))
                            .withFormParam("password", arrived));
            cnc.server()
                    .verify(postRequestedFor(urlEqualTo("/api/v1/auth/login")).withFormParam("password", arrived));
        }
    }
}

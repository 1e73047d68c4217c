package io.cemfleet.cnc.pca.session;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import org.junit.jupiter.api.Test;

class PcaSessionTest {

    @Test
    void anAnswerBeyondItsLimitIsAFailure() {
        try (var cnc = CncWireMock.start();
                var context = CncTestContext.at(
                        cnc.url(), "cem.pca.url=" + cnc.url() + "/api", "cem.pca.largest-answer=1KB")) {
            // given
            cnc.server().stubFor(post("/api/v1/auth/login").willReturn(ok().withHeader("Authorization", "Bearer t")));
            cnc.server().stubFor(get("/api/small").willReturn(okJson("{\"a\":\"" + "x".repeat(900) + "\"}")));
            cnc.server().stubFor(get("/api/large").willReturn(okJson("{\"a\":\"" + "x".repeat(2000) + "\"}")));
            PcaSession pca = context.get(PcaSession.class);

            // then
            assertThat(pca.get("/large")).isInstanceOf(PcaResult.Failed.class);
            assertThat(pca.get("/small")).isInstanceOf(PcaResult.Ok.class);
        }
    }
}

package io.cemfleet.pca.session;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.util.unit.DataSize;

class PcaSessionTest {
    @RegisterExtension
    static final WireMockExtension PCA = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    @Test
    void anAnswerBeyondItsLimitIsAFailure() {
        // given
        PCA.stubFor(post("/api/v1/auth/login").willReturn(ok().withHeader("Authorization", "Bearer t")));
        PCA.stubFor(get("/api/small").willReturn(okJson("{\"a\":\"" + "x".repeat(900) + "\"}")));
        PCA.stubFor(get("/api/large").willReturn(okJson("{\"a\":\"" + "x".repeat(2000) + "\"}")));
        var settings = new PcaSettings(
                URI.create(PCA.baseUrl() + "/api"),
                "admin",
                "",
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                DataSize.ofKilobytes(1));

        try (var pca = new PcaSession(settings)) {
            // then
            assertThat(pca.get("/large")).isInstanceOf(PcaResult.Failed.class);
            assertThat(pca.get("/small")).isInstanceOf(PcaResult.Ok.class);
        }
    }
}

package io.cemfleet.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.created;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.cemfleet.runtime.testing.FleetJson;
import java.util.List;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Stubs of Webex and ServiceNow, and a real mail server. */
final class ThirdPartyStubs {
    static final String TABLE = "/servicenow/api/now/table/incident";
    static final String MESSAGES = "/webex/messages";

    final WireMockServer http =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private ThirdPartyStubs() {}

    static ThirdPartyStubs start() {
        ThirdPartyStubs stubs = new ThirdPartyStubs();
        stubs.http.start();
        stubs.mail.start();
        return stubs;
    }

    void register(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.port", () -> mail.getSmtp().getPort());
        registry.add("cem.notification.webex.url", () -> http.baseUrl() + "/webex");
        registry.add("cem.notification.webex.token", () -> "token");
        registry.add("cem.notification.servicenow.url", () -> http.baseUrl() + "/servicenow");
    }

    /** Forgets what was sent; everything works, and ServiceNow has no record. */
    void allWork() throws Exception {
        mail.purgeEmailFromAllMailboxes();
        http.resetAll();
        http.stubFor(post(urlPathEqualTo(MESSAGES)).willReturn(ok()));
        http.stubFor(get(urlPathEqualTo(TABLE)).willReturn(okJson("{\"result\":[]}")));
        http.stubFor(post(urlPathEqualTo(TABLE)).willReturn(created()));
        http.stubFor(patch(urlPathMatching(TABLE + "/.*")).willReturn(okJson("{\"result\":{}}")));
    }

    /** From now on ServiceNow knows the incident. */
    void recordExists() {
        http.stubFor(get(urlPathEqualTo(TABLE)).willReturn(okJson("{\"result\":[{\"sys_id\":\"abc\"}]}")));
    }

    /** The chat messages so far. */
    List<String> chat() {
        return http.findAll(postRequestedFor(urlPathEqualTo(MESSAGES))).stream()
                .map(request -> json(request.getBodyAsString()).path("markdown").asText())
                .toList();
    }

    private static JsonNode json(String body) {
        return FleetJson.parse(body);
    }
}

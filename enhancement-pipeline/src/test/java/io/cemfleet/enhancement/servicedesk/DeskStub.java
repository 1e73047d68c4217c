package io.cemfleet.enhancement.servicedesk;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.TestTlsClients;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A ServiceDesk Plus that answers as a test scripts it, and the client that calls it. */
public final class DeskStub implements AutoCloseable {
    public static final String REQUEST = "/api/v3/requests/TKT-12345";
    public static final String NOTES = REQUEST + "/notes";
    static final String OK = "\"response_status\":{\"status_code\":2000,\"status\":\"success\"}";

    public final WireMockServer http =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    public DeskStub() {
        http.start();
        works();
    }

    /** Everything works, and the ticket has no notes. */
    public void works() {
        http.resetAll();
        http.stubFor(any(anyUrl()).willReturn(failed(404, 4007)));
        notes("");
        http.stubFor(post(urlPathEqualTo(NOTES))
                .willReturn(jsonResponse("{\"request_note\":{\"id\":\"1\"}," + OK + "}", 201)));
    }

    void notes(String description) {
        String notes =
                description.isEmpty() ? "" : "{\"id\":\"7\",\"description\":" + FleetJson.tree(description) + "}";
        http.stubFor(get(urlPathEqualTo(NOTES))
                .willReturn(jsonResponse(
                        "{\"notes\":[" + notes
                                + "],\"list_info\":{\"has_more_rows\":false},\"response_status\":[{\"status_code\":2000,\"status\":\"success\"}]}",
                        200)));
    }

    static ResponseDefinitionBuilder failed(int http, int code) {
        return jsonResponse(
                "{\"response_status\":{\"status_code\":" + code
                        + ",\"status\":\"failed\",\"messages\":[{\"status_code\":" + code
                        + ",\"type\":\"failed\",\"message\":\"as the test scripts it\"}]}}",
                http);
    }

    /** The base, with a slash too many, as people write it. */
    public String url() {
        return http.baseUrl() + "/";
    }

    public ServiceDeskClient desk(Duration callTimeout) {
        return new ServiceDeskClient(
                new DeskHttpClient(FleetJson.MAPPER, TestTlsClients.tls()), settings(callTimeout), Clock.systemUTC());
    }

    TicketUpdater update() {
        Duration timeout = Duration.ofSeconds(2);
        return new TicketUpdater(desk(timeout), settings(timeout), Clock.systemUTC());
    }

    private static ServiceDeskSettings settings(Duration callTimeout) {
        return new ServiceDeskSettings(4, Duration.ofMillis(5), Duration.ofMillis(20), callTimeout);
    }

    List<JsonNode> written() {
        return http.findAll(postRequestedFor(urlPathEqualTo(NOTES))).stream()
                .map(DeskStub::input)
                .toList();
    }

    List<JsonNode> described() {
        return http.findAll(putRequestedFor(anyUrl())).stream()
                .map(DeskStub::input)
                .toList();
    }

    public List<LoggedRequest> all() {
        return http.findAll(anyRequestedFor(anyUrl()));
    }

    /** Writes are a form with one field. */
    static JsonNode input(LoggedRequest request) {
        String body = request.getBodyAsString();
        if (!body.startsWith("input_data=")
                || !request.getHeader("Content-Type").startsWith("application/x-www-form-urlencoded")) {
            throw new AssertionError("not a form with input_data: " + body);
        }
        return FleetJson.parse(URLDecoder.decode(body.substring("input_data=".length()), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        http.stop();
    }
}

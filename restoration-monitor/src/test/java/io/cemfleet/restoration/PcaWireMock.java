package io.cemfleet.restoration;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A PCA over real HTTP: its login, its sessions, and what they measured. */
public final class PcaWireMock implements AutoCloseable {
    private static final String AGGREGATE = "/v3/metrics/aggregate";
    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    private PcaWireMock() {
        server.start();
        knowsNothing();
    }

    public static PcaWireMock start() {
        return new PcaWireMock();
    }

    public String url() {
        return server.baseUrl();
    }

    /** One can log in; there are no sessions and no samples. */
    public PcaWireMock knowsNothing() {
        server.resetAll();
        server.stubFor(post(urlPathEqualTo("/v1/auth/login"))
                .willReturn(aResponse().withStatus(200).withHeader("Authorization", "Bearer pca-test")));
        server.stubFor(post(urlPathEqualTo(AGGREGATE))
                .atPriority(9)
                .willReturn(json("{\"data\":{\"attributes\":{\"result\":[]}}}")));
        return sessions(List.of());
    }

    /** Sessions by id, such as {@code twamp-frankfurt-vienna-100}: both ends and the colour, if any. */
    public PcaWireMock sessions(List<String> ids) {
        String items = ids.stream().map(PcaWireMock::session).collect(Collectors.joining(","));
        server.stubFor(get(urlPathEqualTo("/v2/monitored-objects")).willReturn(json("{\"data\":[" + items + "]}")));
        return this;
    }

    /** What a session measured of a metric, in PCA's units. */
    public PcaWireMock measured(String id, String metric, double... values) {
        Instant later = Instant.now().plusSeconds(3600);
        return measured(
                id,
                metric,
                Arrays.stream(values)
                        .mapToObj(value -> new PcaReading(later, value))
                        .toList());
    }

    /** What a session measured of a metric at some moment, in PCA's units. */
    public record PcaReading(Instant at, double value) {}

    public PcaWireMock measured(String id, String metric, List<PcaReading> readings) {
        String series = readings.stream()
                .map(reading -> "{\"timestamp\":\"%s\",\"value\":%s}".formatted(reading.at(), reading.value()))
                .collect(Collectors.joining(","));
        server.stubFor(post(urlPathEqualTo(AGGREGATE))
                .withRequestBody(matchingJsonPath("$.data.attributes.metrics[?(@.metric == '" + metric + "')]"))
                .withRequestBody(matchingJsonPath("$..monitoredObjectId[?(@ == '" + id + "')]"))
                .willReturn(json("{\"data\":{\"attributes\":{\"result\":[{\"metric\":\"" + metric
                        + "\",\"monitoredObjectId\":\"" + id + "\",\"series\":[" + series + "]}]}}}")));
        return this;
    }

    /** Everything is answered so, login apart. */
    public PcaWireMock fails(ResponseDefinitionBuilder answer) {
        server.stubFor(any(urlPathMatching("/v[23]/.*")).atPriority(1).willReturn(answer));
        return this;
    }

    /** Every login is refused. */
    public PcaWireMock refusesLogin() {
        server.stubFor(post(urlPathEqualTo("/v1/auth/login"))
                .atPriority(1)
                .willReturn(aResponse().withStatus(401).withBody("Unauthorized")));
        return this;
    }

    @Override
    public void close() {
        server.stop();
    }

    private static String session(String id) {
        String[] parts = id.split("-", -1);
        String color = parts.length > 3 ? "{\"color\":\"" + parts[3] + "\"}" : "{}";
        return """
                {"id":"%s","attributes":{"objectId":"%s","objectType":"twamp-sf","actuatorName":"%s",\
                "reflectorName":"%s","meta":%s}}"""
                .formatted(id, id, parts[1], parts[2], color);
    }

    private static ResponseDefinitionBuilder json(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }
}

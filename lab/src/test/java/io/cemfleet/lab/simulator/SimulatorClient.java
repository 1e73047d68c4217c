package io.cemfleet.lab.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Calls the lab as a client of a vendor's system does. */
public final class SimulatorClient {
    public static final String YANG = "application/yang-data+json";
    public static final String JSON = "application/json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    public SimulatorClient(int port) {
        base = "http://127.0.0.1:" + port;
    }

    /** @param body as sent */
    public record Answer(int status, String body, Map<String, String> headers) {
        public JsonNode json() {
            try {
                return MAPPER.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public Answer call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body(), first(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> first(HttpResponse<String> answer) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        return Collections.unmodifiableMap(headers);
    }

    public Answer get(String path, String... headers) {
        return call("GET", path, "", headers);
    }

    public Answer post(String path, String body) {
        return call("POST", path, body, "Content-Type", JSON);
    }

    public Answer delete(String path) {
        return call("DELETE", path, "");
    }

    /** Orders a fault. */
    public void fault(String face, String kind, int count, String operation) {
        Answer answer = post(
                "/lab/faults",
                "{\"face\":\"%s\",\"kind\":\"%s\",\"count\":%d,\"operation\":\"%s\"}"
                        .formatted(face, kind, count, operation));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    public JsonNode requests(String face) {
        return get("/lab/faces/" + face + "/requests").json().path("items");
    }

    /** Logs in to CNC and gives the value of the Authorization header. */
    public String cncLogin() {
        Answer ticket = call(
                "POST",
                "/crosswork/sso/v1/tickets",
                "username=admin&password=secret",
                "Content-Type",
                "application/x-www-form-urlencoded");
        Answer token = call(
                "POST",
                "/crosswork/sso/v1/tickets/" + ticket.body(),
                "service=" + key("https://cnc:30603/app-dashboard"),
                "Content-Type",
                "application/x-www-form-urlencoded");
        return "Bearer " + token.body();
    }

    /** A key as part of an address. */
    public static String key(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package io.cemfleet.launcher.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cemfleet.launcher.state.FleetCredentials;
import io.cemfleet.launcher.state.FleetFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** JSON over HTTP, with the operator's login where one is required. */
public final class JsonHttpClient {
    public static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Duration USUAL = Duration.ofSeconds(15);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String login;

    public JsonHttpClient(FleetCredentials credentials) {
        String pair = credentials.get(FleetCredentials.OPERATOR_USER) + ":"
                + credentials.get(FleetCredentials.OPERATOR_PASSWORD);
        this.login = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    public JsonNode get(String url) {
        return ask(HttpRequest.newBuilder(URI.create(url)).GET(), USUAL);
    }

    public JsonNode post(String url, Map<String, ?> body) {
        return send("POST", url, body);
    }

    /** @param limit for an answer that may take longer than usual */
    public JsonNode post(String url, Map<String, ?> body, Duration limit) {
        return ask(written("POST", url, body), limit);
    }

    /** Text encoded for a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public JsonNode put(String url, Map<String, ?> body) {
        return send("PUT", url, body);
    }

    public void delete(String url) {
        ask(HttpRequest.newBuilder(URI.create(url)).DELETE(), USUAL);
    }

    private JsonNode send(String method, String url, Map<String, ?> body) {
        return ask(written(method, url, body), USUAL);
    }

    private static HttpRequest.Builder written(String method, String url, Map<String, ?> body) {
        try {
            return HttpRequest.newBuilder(URI.create(url))
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode ask(HttpRequest.Builder builder, Duration limit) {
        var request = builder.header("Authorization", login)
                .header("Accept", "application/json")
                .timeout(limit)
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new HttpRefusedException(
                        response.statusCode(),
                        request.method() + " " + request.uri() + " answered " + response.statusCode() + ": "
                                + detail(response.body()));
            }
            return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new HttpRefusedException(0, request.method() + " " + request.uri() + " failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
    }

    /** The detail of a problem (RFC 9457), else the whole answer. */
    private static String detail(String body) {
        try {
            return JSON.readTree(body).path("detail").asText(body);
        } catch (IOException e) {
            return body;
        }
    }

    /** A call without a usable answer. */
    public static final class HttpRefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        HttpRefusedException(int status, String reason) {
            super(reason);
            this.status = status;
        }

        /** The HTTP status, 0 without an answer. */
        public int status() {
            return status;
        }
    }
}

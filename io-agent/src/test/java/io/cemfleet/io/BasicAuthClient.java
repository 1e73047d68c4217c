package io.cemfleet.io;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.runtime.testing.FleetJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A person who uses the console's API by HTTP Basic.
 *
 * @param login name and password with a colon; empty: no login
 */
record BasicAuthClient(int port, String login) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What came back. */
    record ApiAnswer(int status, String text, HttpResponse<String> response) {
        JsonNode json() {
            return FleetJson.parse(text);
        }
    }

    ApiAnswer get(String path) {
        return exchange(request(path).GET());
    }

    ApiAnswer send(String method, String path, String body) {
        return send(method, path, body, "application/json");
    }

    ApiAnswer send(String method, String path, String body, String type) {
        return exchange(
                request(path).header("Content-Type", type).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        String encoded = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return login.isEmpty() ? request : request.header("Authorization", "Basic " + encoded);
    }

    private static ApiAnswer exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new ApiAnswer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package io.cemfleet.tunnel;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.a2a.token.SignedRequest;
import io.cemfleet.runtime.testing.FleetJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** What a person sends through the console: the console's token, and in it the person and the role. */
record OperatorCalls(int port, @Nullable String person, @Nullable String role) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    record HttpAnswer(int status, JsonNode body) {}

    HttpAnswer get(String path) {
        return send("GET", path, new byte[0]);
    }

    HttpAnswer put(String path, Object body) {
        return send("PUT", path, FleetJson.bytes(FleetJson.tree(body)));
    }

    HttpAnswer post(String path, Object body) {
        return send("POST", path, FleetJson.bytes(FleetJson.tree(body)));
    }

    HttpAnswer delete(String path) {
        return send("DELETE", path, new byte[0]);
    }

    private HttpAnswer send(String method, String path, byte[] body) {
        URI address = URI.create("http://127.0.0.1:" + port + "/api" + path);
        String token = TestKeys.tokensOf(AgentName.IO_AGENT)
                .sign(AgentName.TUNNEL_PROVISIONING, SignedRequest.to(method, address, body), person, role);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            return new HttpAnswer(response.statusCode(), text.isBlank() ? FleetJson.object() : FleetJson.parse(text));
        } catch (IOException e) {
            throw new IllegalStateException("no answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

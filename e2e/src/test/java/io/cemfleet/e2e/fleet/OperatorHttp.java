package io.cemfleet.e2e.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.runtime.testing.FleetJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HTTP as an operator, or as anybody, against the fleet's ports. */
public final class OperatorHttp {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private OperatorHttp() {}

    public record HttpReply(int status, String contentType, String text) {
        public JsonNode json() {
            return FleetJson.parse(text);
        }
    }

    /** As the operator. */
    public static JsonNode get(int port, String path) {
        HttpReply answer = send("GET", port, path, new byte[0], Map.of("Authorization", operator()));
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " answered " + answer.status() + ": " + answer.text());
        }
        return answer.json();
    }

    /** Posts JSON as the operator. */
    public static HttpReply asOperator(int port, String path, String json) {
        return asOperator("POST", port, path, json);
    }

    public static HttpReply asOperator(String method, int port, String path, String json) {
        return send(method, port, path, json.getBytes(StandardCharsets.UTF_8), Map.of("Authorization", operator()));
    }

    public static HttpReply post(int port, String path, byte[] body, Map<String, String> headers) {
        return send("POST", port, path, body, headers);
    }

    public static HttpReply send(String method, int port, String path, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new HttpReply(response.statusCode(), type, response.body());
        } catch (IOException e) {
            throw new IllegalStateException("no answer from port " + port + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The lower-case hexadecimal HMAC-SHA256 of a body. */
    public static String hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** The Authorization header of the operator. */
    public static String operator() {
        Map<String, String> credentials = FleetUnderTest.credentials();
        String login = credentials.get("OPERATOR_USER") + ':' + credentials.get("OPERATOR_PASSWORD");
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }
}

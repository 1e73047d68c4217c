package io.cemfleet.pca.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/**
 * Calls PCA over HTTP: the login returns its token in a response header, errors are plain text, and a 401 leads to one
 * new login.
 */
public final class PcaSession implements AutoCloseable {
    private final PcaSettings settings;
    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http;

    private volatile @Nullable String token;

    public PcaSession(PcaSettings settings) {
        this(settings, null);
    }

    /** @param bundle whose authorities are trusted, and whose certificate is shown; null: the JVM's */
    public PcaSession(PcaSettings settings, @Nullable SslBundle bundle) {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        if (bundle != null) {
            builder.sslContext(bundle.createSslContext());
        }
        this.http = builder.build();
    }

    /** @param path below the base address, with its query */
    public PcaResult<JsonNode> get(String path) {
        return call("GET", path, null).flatMap(PcaSession::parsed);
    }

    /**
     * A POST that only reads: an answer without content is a failure.
     *
     * @param path below the base address
     */
    public PcaResult<JsonNode> query(String path, JsonNode body) {
        return call("POST", path, body).flatMap(PcaSession::parsed);
    }

    /**
     * A POST that writes; returns a missing node where the answer has no content.
     *
     * @param path below the base address
     */
    public PcaResult<JsonNode> post(String path, JsonNode body) {
        return call("POST", path, body);
    }

    private static PcaResult<JsonNode> parsed(JsonNode answer) {
        return answer.isContainerNode()
                ? new PcaResult.Ok<>(answer)
                : new PcaResult.Failed<>(200, "the answer has no content");
    }

    private PcaResult<JsonNode> call(String method, String path, @Nullable JsonNode body) {
        PcaResult<String> login = login();
        if (login instanceof PcaResult.Failed<String>(int status, String reason)) {
            return new PcaResult.Failed<>(status, reason);
        }
        PcaResult<JsonNode> first = once(method, path, body);
        if (first instanceof PcaResult.Failed<JsonNode>(int status, String reason) && status == 401) {
            token = null;
            return login() instanceof PcaResult.Ok<String> ? once(method, path, body) : first;
        }
        return first;
    }

    private PcaResult<JsonNode> once(String method, String path, @Nullable JsonNode body) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        String bearer = token;
        if (bearer != null) {
            request.header("Authorization", bearer);
        }
        return send(request.build()).flatMap(this::parsed);
    }

    private PcaResult<String> login() {
        String known = token;
        if (known != null) {
            return new PcaResult.Ok<>(known);
        }
        String form = "username=" + encoded(settings.username()) + "&password=" + encoded(settings.password());
        HttpRequest request = request("/v1/auth/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return send(request).flatMap(response -> response.headers()
                .firstValue("Authorization")
                .map(header -> {
                    String bearer = header.startsWith("Bearer ") ? header : "Bearer " + header;
                    token = bearer;
                    return (PcaResult<String>) new PcaResult.Ok<>(bearer);
                })
                .orElseGet(() -> new PcaResult.Failed<>(200, "the login gave no token")));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(settings.url() + path)).timeout(settings.timeout());
    }

    private PcaResult<HttpResponse<String>> send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(
                    request,
                    BodyHandlers.limiting(
                            BodyHandlers.ofString(StandardCharsets.UTF_8),
                            settings.largestAnswer().toBytes()));
            return response.statusCode() / 100 == 2
                    ? new PcaResult.Ok<>(response)
                    : new PcaResult.Failed<>(response.statusCode(), shortened(response.body()));
        } catch (IOException e) {
            return new PcaResult.Failed<>(0, e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PcaResult.Failed<>(0, "interrupted");
        }
    }

    /** An error may be inside a 200, and a login page or a proxy's notice is HTML. */
    private PcaResult<JsonNode> parsed(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("json");
        String body = response.body();
        if (body.isBlank()) {
            return new PcaResult.Ok<>(MissingNode.getInstance());
        }
        if (!type.contains("json")) {
            return new PcaResult.Failed<>(response.statusCode(), "the answer is " + shortened(type) + ", not JSON");
        }
        try {
            JsonNode answer = mapper.readTree(body);
            return answer.has("error") || answer.has("errors")
                    ? new PcaResult.Failed<>(response.statusCode(), "the answer is an error: " + shortened(body))
                    : new PcaResult.Ok<>(answer);
        } catch (JsonProcessingException e) {
            return new PcaResult.Failed<>(response.statusCode(), "the answer is not JSON");
        }
    }

    private static String shortened(String text) {
        return text.length() > 200 ? text.substring(0, 200) : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

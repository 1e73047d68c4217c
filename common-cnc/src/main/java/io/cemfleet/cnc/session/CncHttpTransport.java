package io.cemfleet.cnc.session;

import io.cemfleet.cnc.CncSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Sends and receives bytes; it interprets neither tokens nor statuses. */
final class CncHttpTransport implements AutoCloseable {

    private final RestClient http;
    private final HttpClient client;
    private final String base;
    private final DataSize largestAnswer;
    private final Duration readTimeout;

    /** @param client that the calls go through; it is closed with this transport */
    CncHttpTransport(RestClient http, HttpClient client, CncSettings settings) {
        this.http = http;
        this.client = client;
        this.readTimeout = settings.calls().readTimeout();
        this.base = withoutTrailingSlashes(settings.url().toString());
        this.largestAnswer = settings.calls().largestAnswer();
    }

    private static String withoutTrailingSlashes(String address) {
        int end = address.length();
        while (end > 0 && address.charAt(end - 1) == '/') {
            end--;
        }
        return address.substring(0, end);
    }

    /**
     * @throws ResourceAccessException when no answer came back
     * @throws AnswerTooLargeException when the answer exceeds its limit
     */
    RawCncAnswer send(HttpMethod method, String path, String accept, @Nullable String token, @Nullable WireBody body) {
        return send(method, path, accept, token, null, body);
    }

    /** @param etag the entity tag of the caller's copy, absent for none */
    RawCncAnswer send(
            HttpMethod method,
            String path,
            String accept,
            @Nullable String token,
            @Nullable String etag,
            @Nullable WireBody body) {
        var request = http.method(method).uri(URI.create(base + path)).header(HttpHeaders.ACCEPT, accept);
        if (token != null) {
            request.header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        }
        if (etag != null) {
            request.header(HttpHeaders.IF_NONE_MATCH, etag);
        }
        if (body != null) {
            request.header(HttpHeaders.CONTENT_TYPE, body.mediaType())
                    .body(body.content().getBytes(StandardCharsets.UTF_8));
        }
        var answer = request.exchange((sent, received) -> RawCncAnswer.of(
                received.getStatusCode().value(),
                bytes(received),
                received.getHeaders().getFirst(HttpHeaders.RETRY_AFTER),
                received.getHeaders().getFirst(HttpHeaders.ETAG)));
        if (answer == null) {
            throw new ResourceAccessException("no answer");
        }
        return answer;
    }

    /**
     * Opens an answer that does not end.
     *
     * @throws IOException when there is none, or it is not a good one
     */
    InputStream open(String path, String token) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header(HttpHeaders.ACCEPT, "text/event-stream")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .timeout(readTimeout)
                .build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                answer.body().close();
                throw new IOException("status " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private byte[] bytes(ClientHttpResponse received) throws IOException {
        int largest = Math.toIntExact(largestAnswer.toBytes());
        InputStream body = received.getBody();
        byte[] bytes = body.readNBytes(largest + 1);
        if (bytes.length > largest) {
            // Otherwise the HTTP client would read the rest to keep its connection.
            body.close();
            throw new AnswerTooLargeException(largestAnswer);
        }
        return bytes;
    }

    String base() {
        return base;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** Whether the call failed before anything was sent. */
    static boolean neverSent(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    record WireBody(String mediaType, String content) {}
}

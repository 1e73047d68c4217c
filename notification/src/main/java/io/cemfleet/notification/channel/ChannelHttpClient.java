package io.cemfleet.notification.channel;

import io.cemfleet.runtime.tls.TlsHttpClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** HTTP to a channel's system: JSON, a timeout of five seconds, and failures as results. */
class ChannelHttpClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final long MOST_BYTES = 1L << 20;

    private final HttpClient http;
    private final Clock clock;

    /** @param destination names the SSL bundle in {@code cem.tls.bundles} */
    ChannelHttpClient(String destination, TlsHttpClients tls, Clock clock) {
        this.http = tls.client(destination, CONNECT);
        this.clock = clock;
    }

    /** @param failure null when the answer is a 2xx */
    record ChannelReply(String body, @Nullable SendResult failure) {}

    ChannelReply call(String method, String url, String authorization, String json) {
        HttpRequest request = request(method, url, authorization, json);
        try {
            HttpResponse<String> response =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
            return new ChannelReply(response.body(), judge(response));
        } catch (SSLException e) {
            return new ChannelReply("", new SendResult.RetryLater("no TLS: " + e.getMessage(), null));
        } catch (IOException e) {
            return new ChannelReply("", new SendResult.RetryLater("no answer, or one that is too large", null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ChannelReply("", new SendResult.RetryLater("interrupted", null));
        }
    }

    private static HttpRequest request(String method, String url, String authorization, String json) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8))
                .build();
    }

    private @Nullable SendResult judge(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return null;
        }
        boolean passes = status == 429 || status == 423 || status == 408 || status >= 500;
        return passes
                ? new SendResult.RetryLater(
                        "answered " + status, retryAfter(response).orElse(null))
                : new SendResult.Refused("answered " + status);
    }

    /** Seconds or a date (RFC 9110, 10.2.3); more than an hour is cut to an hour. */
    private Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .flatMap(this::pause)
                .map(pause -> pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
    }

    private Optional<Duration> pause(String value) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
            Duration pause = Duration.between(clock.instant(), date);
            return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

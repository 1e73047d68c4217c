package io.cemfleet.a2a.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.settings.A2aSettings;
import io.cemfleet.a2a.token.AgentTokens;
import io.cemfleet.a2a.token.SignedRequest;
import io.cemfleet.runtime.tls.TlsHttpClients;
import io.cemfleet.runtime.trace.TraceContext;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to peers: a fresh token for each attempt, a circuit breaker and a bulkhead for each peer, retries within the
 * deadline.
 */
public final class PeerHttpClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 4;
    private static final IntervalFunction BACK_OFF =
            IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(100), 2.0, 0.5, Duration.ofSeconds(3));

    private final A2aSettings settings;
    private final AgentTokens tokens;
    private final ObjectMapper mapper;
    private final PeerGuards guards;
    private final HttpClient http;

    /** The registries that resilience4j's starter fills from the settings. */
    public record PeerGuards(CircuitBreakerRegistry breakers, BulkheadRegistry bulkheads) {}

    public PeerHttpClient(
            A2aSettings settings, AgentTokens tokens, ObjectMapper mapper, PeerGuards guards, TlsHttpClients tls) {
        this.settings = settings;
        this.tokens = tokens;
        this.mapper = mapper;
        this.guards = guards;
        this.http = tls.client("peers", CONNECT);
    }

    PeerReply post(AgentName peer, String path, byte[] body, Duration deadline, boolean retry) {
        long end = System.nanoTime() + deadline.toNanos();
        int attempt = 1;
        while (true) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            PeerReply reply = guarded(peer, path, body, left);
            if (!(reply instanceof PeerReply.RetryLater later) || !retry || attempt == ATTEMPTS) {
                return reply;
            }
            Duration pause = pause(later.retryAfter(), attempt++);
            if (System.nanoTime() + pause.toNanos() >= end || !paused(pause)) {
                return reply;
            }
        }
    }

    private PeerReply guarded(AgentName peer, String path, byte[] body, Duration left) {
        CircuitBreaker breaker = guards.breakers().circuitBreaker("a2a-" + peer.wire());
        Bulkhead bulkhead = guards.bulkheads().bulkhead("a2a-" + peer.wire());
        try {
            bulkhead.acquirePermission();
        } catch (BulkheadFullException e) {
            return new PeerReply.RetryLater("too many calls to " + peer.wire() + " at once", null);
        }
        try {
            breaker.acquirePermission();
            long begun = System.nanoTime();
            PeerReply reply = once(peer, path, body, left);
            long took = System.nanoTime() - begun;
            if (reply instanceof PeerReply.RetryLater later && later.retryAfter() == null) {
                breaker.onError(took, TimeUnit.NANOSECONDS, new IOException(later.reason()));
            } else {
                breaker.onSuccess(took, TimeUnit.NANOSECONDS);
            }
            return reply;
        } catch (CallNotPermittedException e) {
            return new PeerReply.RetryLater(peer.wire() + " failed too often, its circuit is open", null);
        } finally {
            bulkhead.onComplete();
        }
    }

    private PeerReply once(AgentName peer, String path, byte[] body, Duration left) {
        URI address = settings.peer(peer).resolve(path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(left.isPositive() ? left : Duration.ofMillis(1))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + tokens.sign(peer, SignedRequest.to("POST", address, body)))
                .header(TraceContext.TRACEPARENT, TraceContext.current().traceparent())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return reply(peer, http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return new PeerReply.RetryLater(peer.wire() + " does not answer: " + reason(e), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PeerReply.RetryLater("interrupted", null);
        }
    }

    private PeerReply reply(AgentName peer, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new PeerReply.Answer(response.body());
        }
        return PeerReply.of(peer, status, detail(response.body()), retryAfter(response));
    }

    private String detail(byte[] body) {
        try {
            return PeerReply.detail(mapper.readTree(body));
        } catch (IOException e) {
            return "no problem+json";
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.chars().allMatch(Character::isDigit) && value.length() < 6)
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(null);
    }

    private static Duration pause(@Nullable Duration requested, int attempt) {
        return requested != null ? requested : Duration.ofMillis(BACK_OFF.apply(attempt));
    }

    private static boolean paused(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

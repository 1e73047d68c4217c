package io.cemfleet.io.fleet;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.settings.A2aSettings;
import io.cemfleet.a2a.token.AgentTokens;
import io.cemfleet.a2a.token.SignedRequest;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.tls.TlsHttpClients;
import io.cemfleet.runtime.trace.TraceContext;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Calls other agents' {@code /api} with a token that names the person and the role, and returns their answers
 * unchanged, problems too. It calls once, without retries: the person sees the failure and decides.
 */
@Component
class AgentApiClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final A2aSettings settings;
    private final AgentTokens tokens;
    private final HttpClient http;

    AgentApiClient(A2aSettings settings, AgentTokens tokens, TlsHttpClients tls) {
        this.settings = settings;
        this.tokens = tokens;
        this.http = tls.client("peers", Duration.ofSeconds(2));
    }

    /**
     * Calls once.
     *
     * @throws ProblemException 503 when the agent does not answer; 502 when it does not know this console, which must
     *     not look to a browser as if the person were not logged in
     */
    ResponseEntity<byte[]> ask(AgentApiRequest ask) {
        HttpResponse<byte[]> answer = exchange(ask);
        HttpStatus status = HttpStatus.resolve(answer.statusCode());
        String type = answer.headers().firstValue(HttpHeaders.CONTENT_TYPE).orElse("");
        boolean readable = answer.body().length == 0 || type.contains("json");
        if (status == null || status == HttpStatus.UNAUTHORIZED || !readable) {
            throw new ProblemException(
                    HttpStatus.BAD_GATEWAY, "the " + name(ask.agent()) + " answers with " + answer.statusCode());
        }
        ResponseEntity.BodyBuilder out = ResponseEntity.status(status).header(HttpHeaders.CACHE_CONTROL, "no-store");
        answer.headers()
                .firstValue(HttpHeaders.RETRY_AFTER)
                .ifPresent(pause -> out.header(HttpHeaders.RETRY_AFTER, pause));
        if (answer.body().length == 0) {
            return out.build();
        }
        return out.header(HttpHeaders.CONTENT_TYPE, type).body(answer.body());
    }

    private HttpResponse<byte[]> exchange(AgentApiRequest ask) {
        URI address = settings.peer(ask.agent()).resolve(ask.path());
        SignedRequest signed = SignedRequest.to(ask.method(), address, ask.body());
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .header(HttpHeaders.ACCEPT, "application/json, application/problem+json")
                .header(
                        HttpHeaders.AUTHORIZATION,
                        "Bearer "
                                + tokens.sign(
                                        ask.agent(),
                                        signed,
                                        ask.person().name(),
                                        ask.person().role().wire()))
                .header(TraceContext.TRACEPARENT, TraceContext.current().traceparent())
                .method(ask.method(), HttpRequest.BodyPublishers.ofByteArray(ask.body()))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw away(ask.agent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(ask.agent());
        }
    }

    private static ProblemException away(AgentName agent) {
        return ProblemException.later(HttpStatus.SERVICE_UNAVAILABLE, "the " + name(agent) + " does not answer", SOON);
    }

    private static String name(AgentName agent) {
        return agent.wire().replace('_', ' ');
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}

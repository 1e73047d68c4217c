package io.cemfleet.cnc.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncSettings;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClientException;

/** Sends calls in the shared session, and again where that is safe. */
final class RestCncClient implements CncClient {

    private final Wire wire;
    private final SsoSession session;
    private final CncSettings.Calls limits;

    RestCncClient(Wire wire, SsoSession session, CncSettings.Calls limits) {
        this.wire = wire;
        this.session = session;
        this.limits = limits;
    }

    @Override
    public CncResult<JsonNode> get(Face face, String path) {
        return send(new Call(HttpMethod.GET, face, path, null, true)).map(Answer::body);
    }

    @Override
    public CncResult<JsonNode> query(Face face, String path, JsonNode body) {
        return send(new Call(HttpMethod.POST, face, path, body, true)).map(Answer::body);
    }

    @Override
    public CncResult<Answer> post(Face face, String path, JsonNode body) {
        return send(new Call(HttpMethod.POST, face, path, body, false));
    }

    @Override
    public CncResult<Answer> put(Face face, String path, JsonNode body) {
        return send(new Call(HttpMethod.PUT, face, path, body, true));
    }

    @Override
    public CncResult<Answer> patch(Face face, String path, JsonNode body) {
        return send(new Call(HttpMethod.PATCH, face, path, body, false));
    }

    @Override
    public CncResult<Answer> delete(Face face, String path) {
        return send(new Call(HttpMethod.DELETE, face, path, null, true));
    }

    private CncResult<Answer> send(Call call) {
        var end = System.nanoTime() + limits.deadline().toNanos();
        for (int attempt = 1; ; attempt++) {
            var outcome = once(call);
            var pause = outcome.retryAfter() == null ? backOff(attempt) : outcome.retryAfter();
            if (!outcome.again()
                    || attempt >= limits.attempts()
                    || System.nanoTime() + pause.toNanos() > end
                    || !slept(pause)) {
                return outcome.result();
            }
        }
    }

    private Attempt once(Call call) {
        return switch (session.token()) {
            case CncResult.Ok<String>(String token) -> withToken(call, token);
            case CncResult<String> noToken -> Attempt.unsent(failed(noToken));
        };
    }

    private Attempt withToken(Call call, String token) {
        try {
            var raw = exchange(call, token);
            if (!raw.deniesToken()) {
                return judged(call, raw);
            }
            return switch (session.renewed(token)) {
                case CncResult.Ok<String>(String fresh) -> judged(call, exchange(call, fresh));
                case CncResult<String> noToken -> Attempt.unsent(failed(noToken));
            };
        } catch (AnswerTooLargeException e) {
            return new Attempt(CncResult.unavailable(call.name() + ": " + e.getMessage(), true), false, null);
        } catch (RestClientException e) {
            var again = call.repeatable() || Wire.neverSent(e);
            return new Attempt(CncResult.unavailable(call.name() + ": " + Failures.reason(e), true), again, null);
        }
    }

    private RawAnswer exchange(Call call, String token) {
        var body = call.body() == null
                ? null
                : new Wire.Body(call.face().mediaType(), call.body().toString());
        return wire.send(
                call.method(), call.face().base() + call.path(), call.face().mediaType(), token, body);
    }

    private static Attempt judged(Call call, RawAnswer raw) {
        var passes = raw.status() == 429 || raw.status() == 503;
        return new Attempt(Interpretation.of(call, raw), passes && call.repeatable(), raw.retryAfter());
    }

    private Duration backOff(int attempt) {
        var ceiling = limits.backOff().toMillis() << Math.min(attempt, 10);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling + 1));
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static CncResult<Answer> failed(CncResult<String> login) {
        return login.flatMap(token -> CncResult.unavailable("not logged in", true));
    }

    /** The outcome of one attempt, and whether another one is safe and may help. */
    private record Attempt(CncResult<Answer> result, boolean again, @Nullable Duration retryAfter) {

        static Attempt unsent(CncResult<Answer> failure) {
            return new Attempt(failure, failure.retryable(), null);
        }
    }
}

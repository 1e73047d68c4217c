package io.cemfleet.cnc.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncSettings;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClientException;

/** Sends calls in the shared session, and repeats them where that is safe. */
final class RestCncClient implements CncClient {

    private final CncHttpTransport wire;
    private final SsoSession session;
    private final CncSettings.CallLimits limits;

    RestCncClient(CncHttpTransport wire, SsoSession session, CncSettings.CallLimits limits) {
        this.wire = wire;
        this.session = session;
        this.limits = limits;
    }

    @Override
    public CncResult<JsonNode> get(CncApi face, String path) {
        return send(new CncCall(HttpMethod.GET, face, path, null, true)).map(CncAnswer::body);
    }

    @Override
    public CncResult<CncAnswer> get(CncApi face, String path, @Nullable String etag) {
        return send(new CncCall(HttpMethod.GET, face, path, null, true, etag));
    }

    @Override
    public CncResult<JsonNode> query(CncApi face, String path, JsonNode body) {
        return send(new CncCall(HttpMethod.POST, face, path, body, true)).map(CncAnswer::body);
    }

    @Override
    public CncResult<CncAnswer> post(CncApi face, String path, JsonNode body) {
        return send(new CncCall(HttpMethod.POST, face, path, body, false));
    }

    @Override
    public CncResult<CncAnswer> put(CncApi face, String path, JsonNode body) {
        return send(new CncCall(HttpMethod.PUT, face, path, body, true));
    }

    @Override
    public CncResult<CncAnswer> patch(CncApi face, String path, JsonNode body) {
        return send(new CncCall(HttpMethod.PATCH, face, path, body, false));
    }

    @Override
    public CncResult<CncAnswer> delete(CncApi face, String path) {
        return send(new CncCall(HttpMethod.DELETE, face, path, null, true));
    }

    private CncResult<CncAnswer> send(CncCall call) {
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

    private CallAttempt once(CncCall call) {
        return switch (session.token()) {
            case CncResult.Ok<String>(String token) -> withToken(call, token);
            case CncResult<String> noToken -> CallAttempt.unsent(failed(noToken));
        };
    }

    private CallAttempt withToken(CncCall call, String token) {
        try {
            var raw = exchange(call, token);
            if (!raw.deniesToken()) {
                return judged(call, raw);
            }
            return switch (session.renewed(token)) {
                case CncResult.Ok<String>(String fresh) -> judged(call, exchange(call, fresh));
                case CncResult<String> noToken -> CallAttempt.unsent(failed(noToken));
            };
        } catch (AnswerTooLargeException e) {
            return new CallAttempt(CncResult.unavailable(call.name() + ": " + e.getMessage(), true), false, null);
        } catch (RestClientException e) {
            var again = call.repeatable() || CncHttpTransport.neverSent(e);
            return new CallAttempt(
                    CncResult.unavailable(call.name() + ": " + ExchangeFailures.reason(e), true), again, null);
        }
    }

    private RawCncAnswer exchange(CncCall call, String token) {
        var body = call.body() == null
                ? null
                : new CncHttpTransport.WireBody(call.mediaType(), call.body().toString());
        return wire.send(
                call.method(), call.face().base() + call.path(), call.face().mediaType(), token, call.etag(), body);
    }

    private static CallAttempt judged(CncCall call, RawCncAnswer raw) {
        var passes = raw.status() == 429 || raw.status() == 503;
        return new CallAttempt(CncStatusInterpreter.of(call, raw), passes && call.repeatable(), raw.retryAfter());
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

    private static CncResult<CncAnswer> failed(CncResult<String> login) {
        return login.flatMap(token -> CncResult.unavailable("not logged in", true));
    }

    /** The outcome of one attempt, and whether another attempt is safe and may help. */
    private record CallAttempt(CncResult<CncAnswer> result, boolean again, @Nullable Duration retryAfter) {

        static CallAttempt unsent(CncResult<CncAnswer> failure) {
            return new CallAttempt(failure, failure.retryable(), null);
        }
    }
}

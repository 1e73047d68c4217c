package io.cemfleet.cnc.session;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncSettings;
import io.cemfleet.cnc.json.RestconfKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClientException;

/**
 * The only login of this process. The controller limits the sessions of a user, so that all threads share one token; a
 * replaced ticket is returned, the last one at shutdown.
 */
final class SsoSession implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SsoSession.class);
    private static final String TICKETS = "/crosswork/sso/v1/tickets";
    private static final String TEXT = "text/plain, application/json";

    private final CncHttpTransport wire;
    private final CncSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SsoTicket ticket;

    private record SsoTicket(String grant, String token) {}

    SsoSession(CncHttpTransport wire, CncSettings settings) {
        this.wire = wire;
        this.settings = settings;
    }

    /** The shared token; logs in when there is none. */
    CncResult<String> token() {
        lock.lock();
        try {
            var present = ticket;
            return present != null ? CncResult.ok(present.token()) : login();
        } finally {
            lock.unlock();
        }
    }

    /** A token other than the denied one; one login serves all callers that were denied the same token. */
    CncResult<String> renewed(String denied) {
        lock.lock();
        try {
            var present = ticket;
            if (present != null && !present.token().equals(denied)) {
                return CncResult.ok(present.token());
            }
            ticket = null;
            var fresh = login();
            if (present != null) {
                fresh.optional().ifPresent(token -> giveBack(present, token));
            }
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            var present = ticket;
            ticket = null;
            if (present != null) {
                giveBack(present, present.token());
            }
        } finally {
            lock.unlock();
        }
    }

    private CncResult<String> login() {
        var credentials = form("username", settings.username()) + "&" + form("password", settings.password());
        return leg(TICKETS, credentials).flatMap(grant -> leg(
                        TICKETS + "/" + RestconfKey.of(grant), form("service", wire.base() + "/app-dashboard"))
                .map(token -> {
                    ticket = new SsoTicket(grant, token);
                    return token;
                }));
    }

    private CncResult<String> leg(String path, String form) {
        try {
            var answer = wire.send(
                    HttpMethod.POST,
                    path,
                    TEXT,
                    null,
                    new CncHttpTransport.WireBody("application/x-www-form-urlencoded", form));
            var text = answer.body().strip();
            if (answer.isGood()) {
                return text.isEmpty() || text.startsWith("<")
                        ? CncResult.unavailable("login: no ticket in the answer", true)
                        : CncResult.ok(text);
            }
            if (answer.status() == 429 || answer.status() >= 500) {
                return CncResult.unavailable("login: " + answer.status() + " " + answer.excerpt(), true);
            }
            return new CncResult.Forbidden<>("login refused with " + answer.status());
        } catch (RestClientException e) {
            return CncResult.unavailable("login: " + ExchangeFailures.reason(e), true);
        }
    }

    private void giveBack(SsoTicket old, String token) {
        try {
            wire.send(HttpMethod.DELETE, TICKETS + "/" + RestconfKey.of(old.grant()), TEXT, token, null);
        } catch (RestClientException e) {
            log.warn("A session at the controller stays open until it expires: {}", ExchangeFailures.reason(e));
        }
    }

    private static String form(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

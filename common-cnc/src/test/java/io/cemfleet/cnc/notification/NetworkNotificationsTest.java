package io.cemfleet.cnc.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.session.CncClient;
import io.cemfleet.cnc.session.CncEventSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A controller that serves one stream over HTTP; a test says what it sends. */
class NetworkNotificationsTest {

    private static final String END = "";
    private static final String PERFORMANCE =
            "{\"ietf-restconf:notification\":{\"eventTime\":\"2026-03-01T12:00:00Z\",\"a:b\":{\"igp-link-pm\":[]}}}";

    private final BlockingQueue<String> toSend = new LinkedBlockingQueue<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger created = new AtomicInteger();
    private volatile int status = 200;
    private HttpServer server;
    private CncTestContext context;
    private NetworkNotifications notifications;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/crosswork/sso/", exchange -> answer(exchange, 200, "TGT-1"));
        server.createContext("/crosswork/nbi/topology/v3/restconf/operations/", exchange -> {
            created.incrementAndGet();
            answer(exchange, status, "{\"sal-remote:output\":{\"notification-stream-identifier\":\"stream-1\"}}");
        });
        server.createContext("/crosswork/nbi/topology/v3/restconf/streams/json/stream-1", this::stream);
        server.start();
        context = CncTestContext.at("http://127.0.0.1:" + server.getAddress().getPort());
        notifications = new NetworkNotifications(
                context.get(CncClient.class),
                context.get(CncEventSource.class),
                new HeardNotifications(),
                new NotificationSettings(
                        List.of("sr-policy"), Duration.ofMillis(400), Duration.ofMillis(20), Duration.ofMillis(20)));
    }

    @AfterEach
    void stop() {
        notifications.stop();
        context.close();
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            body.write(": hello\n\n".getBytes(StandardCharsets.UTF_8));
            body.flush();
            for (var text = toSend.take(); !text.equals(END); text = toSend.take()) {
                body.write(text.getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class HeardNotifications implements NetworkNotificationListener {
        @Override
        public void opened() {
            heard.add("opened");
        }

        @Override
        public void alive() {
            // Each line; the tests look at events.
        }

        @Override
        public void changed() {
            heard.add("changed");
        }

        @Override
        public void measured(JsonNode notification, Instant at) {
            heard.add("measured at " + at);
        }

        @Override
        public void closed() {
            heard.add("closed");
        }
    }

    @Test
    void measurementsAndChangesAreHeardInTheirOrder() {
        toSend.add(": keep-alive\n\n");
        toSend.add("data: " + PERFORMANCE + "\n\n");
        toSend.add("data: {\"ietf-restconf:notification\":{\"eventTime\":\"x\",\"a:policy\":{}}}\n\n");
        notifications.start();
        await().untilAsserted(
                        () -> assertThat(heard).startsWith("opened", "measured at 2026-03-01T12:00:00Z", "changed"));
    }

    @Test
    void anEventThatCannotBeReadCountsAsAChange() {
        toSend.add("data: not json\n\n");
        notifications.start();
        await().untilAsserted(() -> assertThat(heard).startsWith("opened", "changed"));
    }

    @Test
    void aStreamThatEndsIsClosedAndOpenedAgain() {
        toSend.add(END);
        notifications.start();
        await().untilAsserted(() -> assertThat(heard).startsWith("opened", "closed", "opened"));
    }

    @Test
    void aSilentStreamIsClosed() {
        toSend.add(": keep-alive\n\n");
        notifications.start();
        await().untilAsserted(() -> assertThat(heard).startsWith("opened", "closed"));
    }

    @Test
    void aControllerWithoutStreamsIsAskedAgainLaterAndNothingIsHeard() {
        status = 409;
        notifications.start();
        await().until(() -> created.get() > 1);
        assertThat(heard).isEmpty();
    }
}

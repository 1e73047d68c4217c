package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One webhook. Notifications go out in order; each is tried a few times and then dropped, as CNC does. */
final class AlarmSubscriber {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmSubscriber.class);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    private final String id;
    private final URI address;
    private final HttpClient http;
    private final CncSettings settings;
    private final BlockingQueue<ObjectNode> waiting = new LinkedBlockingQueue<>(10_000);
    private final Thread sender;

    AlarmSubscriber(String id, URI address, HttpClient http, CncSettings settings) {
        this.id = id;
        this.address = address;
        this.http = http;
        this.settings = settings;
        this.sender = Thread.ofVirtual().name("cnc-push-" + id).unstarted(this::run);
    }

    void start() {
        sender.start();
    }

    void stop() {
        sender.interrupt();
    }

    URI address() {
        return address;
    }

    ObjectNode json() {
        return VendorJson.obj(
                "ietf-restconf:notification.subscription-id",
                id,
                "ietf-restconf:notification.client-url",
                address.toString(),
                "ietf-restconf:notification.topic",
                "alarm",
                "ietf-restconf:notification.format",
                "json");
    }

    void send(ObjectNode notification) {
        if (!waiting.offer(notification)) {
            LOG.warn("notification lost: subscription {} has too many waiting", id);
        }
    }

    /** Whether the address answers 2xx to a GET, or to an empty notification. */
    boolean probe() throws InterruptedException {
        return good(HttpRequest.newBuilder(address).GET()) || good(post("{}"));
    }

    private void run() {
        try {
            while (true) {
                deliver(waiting.take().toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(String body) throws InterruptedException {
        for (int attempt = 1; attempt <= settings.pushAttempts(); attempt++) {
            if (good(post(body))) {
                return;
            }
            if (attempt < settings.pushAttempts()) {
                Thread.sleep(settings.pushBackOff());
            }
        }
        LOG.warn("notification lost: subscription {} did not take it", id);
    }

    private HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", CncReply.JSON)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private boolean good(HttpRequest.Builder request) throws InterruptedException {
        try {
            int status = http.send(request.timeout(ANSWER_LIMIT).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status >= 200 && status < 300;
        } catch (IOException e) {
            return false;
        }
    }
}

package io.cemfleet.lab.pca;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends alerts to the registered webhooks, without an envelope. The alerts of one session arrive in order. An alert
 * that a webhook does not accept after the last attempt is dropped, as PCA does; a receiver that missed it can query
 * the active alerts.
 */
@Component
class AlertDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(AlertDelivery.class);
    private static final int AT_ONCE = 16;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final AlertExports exports;
    private final PcaSettings settings;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final Map<Lane, CompletableFuture<Void>> lanes = new HashMap<>();

    private record Lane(String export, String session) {}

    AlertDelivery(AlertExports exports, PcaSettings settings) {
        this.exports = exports;
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.deliveryTimeout())
                .executor(executor)
                .build();
    }

    /** Queues an alert for every webhook that subscribed to it, and returns at once. */
    synchronized void send(AlertPayload alert) {
        String body = json(alert);
        for (AlertExport export : exports.all()) {
            if (export.wants(alert)) {
                Lane lane = new Lane(export.id(), alert.sessionId());
                CompletableFuture<Void> tail = lanes.getOrDefault(lane, CompletableFuture.completedFuture(null))
                        .thenRunAsync(() -> deliver(export.url(), body), executor);
                lanes.put(lane, tail);
            }
        }
        lanes.values().removeIf(CompletableFuture::isDone);
    }

    private void deliver(URI url, String body) {
        long wait = settings.deliveryBackoff().toMillis();
        try {
            for (int attempt = 1; attempt <= settings.deliveryAttempts(); attempt++) {
                if (attempt > 1) {
                    Thread.sleep(wait);
                    wait *= 2;
                }
                if (taken(url, body)) {
                    return;
                }
            }
            LOG.warn("an alert was not taken by {}:{}", url.getHost(), url.getPort());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean taken(URI url, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(settings.deliveryTimeout())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        slots.acquire();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / 100 == 2;
        } catch (IOException e) {
            LOG.debug("no answer from {}:{}", url.getHost(), url.getPort(), e);
            return false;
        } finally {
            slots.release();
        }
    }

    private static String json(AlertPayload alert) {
        try {
            return MAPPER.writeValueAsString(alert);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
        client.shutdownNow();
    }
}

package io.cemfleet.lab.servicedesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Notifies the receiver of new and resolved requests, in the form that an administrator configured, with a signature
 * over the raw body.
 */
@Component
class DeskWebhook {
    private static final Logger LOG = LoggerFactory.getLogger(DeskWebhook.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final ServiceDeskSettings settings;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    DeskWebhook(ServiceDeskSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.webhookTimeout())
                .executor(executor)
                .build();
    }

    /** @param status of the last attempt, 0 when there was no answer */
    record Delivery(int status, String answer) {

        boolean taken() {
            return status / 100 == 2;
        }

        private boolean againLater() {
            return status == 0 || status == 429 || status >= 500;
        }
    }

    boolean configured() {
        return settings.webhookUrl() != null && !settings.secret().isEmpty();
    }

    /** Reports a new request and waits for the answer. */
    Delivery created(JsonNode request) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("event", "ticket_created")
                .put("ticket_id", request.path("display_id").asText())
                .put("tenant_id", settings.tenant())
                .put(
                        "description",
                        request.path("subject").asText() + "\n\n"
                                + request.path("description").asText(""))
                .put("priority", priority(request))
                .put("created_at", DeskTime.read(request.path("created_time")).toString());
        return deliver("", body);
    }

    /** Reports a resolved request and waits for the answer. */
    Delivery resolved(JsonNode request) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("tenant_id", settings.tenant())
                .put("ticket_id", request.path("display_id").asText())
                .put("subject", request.path("subject").asText())
                .put("description", request.path("description").asText(""))
                .put("resolution", request.path("resolution").path("content").asText("closed without a resolution"))
                .put(
                        "resolved_date",
                        DeskTime.read(request.path("resolved_time")).toString())
                .put("priority", priority(request));
        body.putArray("tags").add("network");
        return deliver("/resolved-ticket", body);
    }

    /** Reports without waiting, where a webhook is configured. */
    void later(Runnable delivery) {
        if (configured()) {
            executor.execute(delivery);
        }
    }

    private static String priority(JsonNode request) {
        String name = request.path("priority").path("name").asText("Medium").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "normal" -> "medium";
            case "urgent" -> "critical";
            default -> name;
        };
    }

    private Delivery deliver(String below, ObjectNode body) {
        URI url = URI.create(Objects.requireNonNull(settings.webhookUrl(), "no webhook is set up") + below);
        byte[] raw = body.toString().getBytes(StandardCharsets.UTF_8);
        Duration pause = FIRST_PAUSE;
        Delivery delivery = send(url, raw);
        for (int attempt = 1; attempt < settings.webhookAttempts() && delivery.againLater(); attempt++) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return delivery;
            }
            pause = pause.multipliedBy(2);
            delivery = send(url, raw);
        }
        if (!delivery.taken()) {
            LOG.warn("the webhook at {}:{} was not accepted: {}", url.getHost(), url.getPort(), delivery.status());
        }
        return delivery;
    }

    private Delivery send(URI url, byte[] raw) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(settings.webhookTimeout())
                .header("Content-Type", "application/json")
                .header("X-ServiceDesk-Signature", "sha256=" + hmac(raw))
                .POST(HttpRequest.BodyPublishers.ofByteArray(raw))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Delivery(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Delivery(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery(0, "");
        }
    }

    private String hmac(byte[] raw) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(raw));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
        client.shutdownNow();
    }
}

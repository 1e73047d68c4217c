package io.cemfleet.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.state.FleetFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends tickets' webhooks at a steady rate, regardless of the earlier ones, each with a service desk's signature. */
final class TicketStream {
    private static final String URL = "http://127.0.0.1:8010/webhook/servicedesk";

    private final String tenant;
    private final SecretKeySpec secret;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    TicketStream(String tenant, String secret) {
        this.tenant = tenant;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** @return the number of webhooks that were not answered with a 202 */
    long send(List<TicketRun> tickets, double perSecond) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            for (int i = 0; i < tickets.size(); i++) {
                long due = begin + (long) (i * 1e9 / perSecond);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                TicketRun ticket = tickets.get(i);
                threads.execute(() -> ticket.accepted(status(ticket)));
            }
        }
        return tickets.stream().filter(ticket -> ticket.status() != 202).count();
    }

    private int status(TicketRun ticket) {
        ticket.sent();
        byte[] body = body(ticket);
        HttpRequest request = HttpRequest.newBuilder(URI.create(URL))
                .header("Content-Type", "application/json")
                .header("X-ServiceDesk-Signature", "sha256=" + signature(body))
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
    }

    private byte[] body(TicketRun ticket) {
        ObjectNode body = JsonHttpClient.JSON
                .createObjectNode()
                .put("event", "ticket_created")
                .put("ticket_id", ticket.ticketId())
                .put("tenant_id", tenant)
                .put("description", ticket.description())
                .put("priority", "high")
                .put("created_at", Instant.now().toString())
                .put("correlation_id", ticket.correlationId().toString());
        try {
            return JsonHttpClient.JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

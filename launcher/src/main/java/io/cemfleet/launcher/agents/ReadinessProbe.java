package io.cemfleet.launcher.agents;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Checks whether a process is ready. */
public final class ReadinessProbe {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    boolean agent(AgentDefinition agent) {
        return up(agent.url() + "/health");
    }

    boolean lab() {
        return up("http://127.0.0.1:" + FleetRoster.LAB_PORT + "/actuator/health/readiness");
    }

    /** Whether a health page answers that its process is ready. */
    public boolean up(String url) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            var response = client.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 && response.body().contains("\"UP\"");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

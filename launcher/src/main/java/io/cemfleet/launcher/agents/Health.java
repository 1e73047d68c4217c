package io.cemfleet.launcher.agents;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether a process says that it is ready. */
final class Health {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** What a process answered. */
    enum State {
        UP,
        STARTING
    }

    State agent(Agent agent) {
        return ask(agent.url() + "/health");
    }

    State lab() {
        return ask("http://127.0.0.1:" + Roster.LAB_PORT + "/actuator/health/readiness");
    }

    private State ask(String url) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            var response = client.send(request, BodyHandlers.ofString());
            boolean up = response.statusCode() == 200 && response.body().contains("\"UP\"");
            return up ? State.UP : State.STARTING;
        } catch (IOException e) {
            return State.STARTING;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return State.STARTING;
        }
    }
}

package io.cemfleet.runtime.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/**
 * Starts like an agent, on a database of its own, answers a few requests, and ends. Takes an agent's settings from the
 * environment.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class AotRehearsal {
    private static final List<String> PAGES = List.of("/health", "/.well-known/agent.json", "/api/outbox/dead-letters");
    private static final List<String> MANAGEMENT_PAGES = List.of("/actuator/health/readiness", "/actuator/prometheus");

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var application = new SpringApplication(AotRehearsal.class);
        try (var context = (ServletWebServerApplicationContext) application.run(arguments);
                var client = HttpClient.newHttpClient()) {
            URI base = URI.create("http://127.0.0.1:" + context.getWebServer().getPort());
            for (String page : PAGES) {
                client.send(HttpRequest.newBuilder(base.resolve(page)).build(), BodyHandlers.discarding());
            }
            URI management =
                    URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.management.port"));
            for (String page : MANAGEMENT_PAGES) {
                client.send(HttpRequest.newBuilder(management.resolve(page)).build(), BodyHandlers.discarding());
            }
            var task = BodyPublishers.ofString("{\"task_type\":\"new_ticket\",\"payload\":{}}");
            var post = HttpRequest.newBuilder(base.resolve("/a2a/tasks"))
                    .header("Content-Type", "application/json")
                    .POST(task);
            client.send(post.build(), BodyHandlers.discarding());
        }
    }
}

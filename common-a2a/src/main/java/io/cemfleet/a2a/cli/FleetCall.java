package io.cemfleet.a2a.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.token.AgentKeys;
import io.cemfleet.a2a.token.AgentTokens;
import io.cemfleet.a2a.token.SignedRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Sends one task as {@code fleet_cli}, on behalf of the user of this machine, and prints the answer as JSON. Ends with
 * 0 on an answer of the 200s, with 1 on any other or none, with 2 on wrong arguments.
 */
public final class FleetCall {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private FleetCall() {}

    /**
     * @param arguments directory of the keys, agent, task type, and optionally a file with the payload, or {@code -}
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        if (arguments.size() < 3 || arguments.size() > 4) {
            return wrong("usage: ./fleet call AGENT TASK_TYPE [FILE|-]");
        }
        try {
            AgentName agent = AgentName.of(arguments.get(1));
            byte[] body = JSON.writeValueAsBytes(
                    message(arguments.get(2), payload(arguments.size() > 3 ? arguments.get(3) : "")));
            URI endpoint = AgentAddresses.of(agent).resolve("/a2a/tasks");
            String token = new AgentTokens(
                            AgentKeys.read(Path.of(arguments.getFirst()), AgentName.FLEET_CLI), Clock.systemUTC())
                    .sign(agent, SignedRequest.to("POST", endpoint, body), System.getProperty("user.name"), "admin");
            return send(endpoint, token, body);
        } catch (JsonProcessingException e) {
            return wrong("the payload is not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException | IllegalStateException e) {
            return wrong(String.valueOf(e.getMessage()));
        } catch (ConnectException e) {
            System.err.println("fleet: " + arguments.get(1) + " does not answer; ./fleet status tells what runs");
            return 1;
        } catch (IOException e) {
            System.err.println("fleet: " + e);
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** A file with a whole message is sent as it is; any other content is the payload. */
    private static JsonNode message(String taskType, JsonNode content) {
        if (content.has("task_type") && content.has("payload")) {
            return content;
        }
        ObjectNode message = JSON.createObjectNode().put("task_type", taskType);
        return message.set("payload", content);
    }

    private static JsonNode payload(String source) throws IOException {
        return switch (source) {
            case "" -> JSON.createObjectNode();
            case "-" -> JSON.readTree(System.in);
            default -> JSON.readTree(Files.readAllBytes(Path.of(source)));
        };
    }

    private static int send(URI endpoint, String token, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .timeout(LIMIT)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = client.send(request, BodyHandlers.ofString());
            System.out.println(pretty(answer.body()));
            return answer.statusCode() / 100 == 2 ? 0 : 1;
        }
    }

    private static String pretty(String answer) {
        try {
            return JSON.readTree(answer).toPrettyString();
        } catch (JsonProcessingException e) {
            return answer;
        }
    }

    private static int wrong(String reason) {
        System.err.println("fleet: " + reason);
        return 2;
    }
}

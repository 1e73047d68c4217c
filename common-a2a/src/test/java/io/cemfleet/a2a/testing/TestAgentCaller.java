package io.cemfleet.a2a.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.token.SignedRequest;
import io.cemfleet.runtime.testing.FleetJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Another agent that calls the agent under test over real HTTP, with a proper token. */
public record TestAgentCaller(AgentName self, AgentName target, int port) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Where batches go. */
    public static final String BATCH = "/a2a/tasks:batch";

    /** What came back. */
    public record Response(int status, JsonNode body) {
        public JsonNode result() {
            return body.path("result");
        }
    }

    /** Sends type and payload under a fresh task id. */
    public Response send(String taskType, Object payload) {
        return send(taskType, UUID.randomUUID(), payload);
    }

    public Response send(String taskType, UUID taskId, Object payload) {
        ObjectNode request = FleetJson.object().put("task_type", taskType).put("task_id", taskId.toString());
        request.set("payload", FleetJson.tree(payload));
        byte[] body = FleetJson.bytes(request);
        return post(body, "Bearer " + TestKeys.tokensOf(self).sign(target, SignedRequest.task(body)));
    }

    /** Sends type and payload on behalf of a person. */
    public Response send(String taskType, Object payload, String person, String role) {
        ObjectNode request = FleetJson.object()
                .put("task_type", taskType)
                .put("task_id", UUID.randomUUID().toString());
        request.set("payload", FleetJson.tree(payload));
        byte[] body = FleetJson.bytes(request);
        String token = TestKeys.tokensOf(self).sign(target, SignedRequest.task(body), person, role);
        return post(body, "Bearer " + token);
    }

    /** Sends tasks, or anything that stands in their place, under one token. */
    public Response batch(List<? extends JsonNode> tasks) {
        ObjectNode batch = FleetJson.object();
        batch.putArray("tasks").addAll(tasks);
        byte[] body = FleetJson.bytes(batch);
        return post(BATCH, body, "Bearer " + token("POST", BATCH, body));
    }

    /** Sends any bytes with any Authorization header. */
    public Response post(byte[] body, String authorization) {
        return post("/a2a/tasks", body, authorization);
    }

    /** Sends any bytes to any path with any Authorization header. */
    public Response post(String path, byte[] body, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return exchange(request.build());
    }

    /** Gets a path; below {@code /api} on behalf of an administrator. */
    public Response get(String path) {
        return exchange(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token("GET", path, new byte[0]))
                .GET()
                .build());
    }

    /** A token of this agent for one request to the agent under test; below {@code /api} for an administrator. */
    public String token(String method, String path, byte[] body) {
        SignedRequest request = new SignedRequest(method, path, body);
        return path.startsWith("/api/")
                ? TestKeys.tokensOf(self).sign(target, request, "alice", "admin")
                : TestKeys.tokensOf(self).sign(target, request);
    }

    /** Sends a request without a body, with any token. */
    public Response send(String method, String path, String token) {
        return exchange(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static Response exchange(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String text = response.body();
            return new Response(response.statusCode(), text.isBlank() ? FleetJson.object() : FleetJson.parse(text));
        } catch (IOException e) {
            throw new IllegalStateException("no answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package io.cemfleet.a2a.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.BatchedAnswer;
import io.cemfleet.runtime.testing.FleetJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * All other agents at one address: takes every task, alone or in a batch, answers as a test scripts it, and records what
 * it receives.
 */
public final class PeerStub implements AutoCloseable {
    private static final Function<JsonNode, Reply> ACCEPT =
            payload -> Reply.completed(FleetJson.parse("{\"accepted\": true}"));

    private final HttpServer server;
    private final Map<String, Function<JsonNode, Reply>> replies = new ConcurrentHashMap<>();
    /** The task of a wave's items, by the wave's task. */
    private final Map<String, String> waves = new ConcurrentHashMap<>();

    private final List<JsonNode> received = new CopyOnWriteArrayList<>();

    /** What to answer: a result, a failure, or a bare HTTP status. */
    public record Reply(int status, String state, JsonNode body) {
        public static Reply completed(Object result) {
            return new Reply(200, "completed", FleetJson.tree(result));
        }

        public static Reply failed(String code, boolean retryable) {
            return new Reply(
                    200,
                    "failed",
                    FleetJson.tree(Map.of("code", code, "message", "as the test scripts it", "retryable", retryable)));
        }

        /** Whether the sender will repeat the task, and later ones of its incident wait. */
        private boolean repeated() {
            return state.equals("failed") ? body.path("retryable").asBoolean() : BatchedAnswer.passes(status);
        }

        public static Reply http(int status) {
            return new Reply(status, "", FleetJson.tree(Map.of("status", status, "detail", "as the test scripts it")));
        }
    }

    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private volatile int batchStatus = 200;

    private PeerStub(HttpServer server) {
        this.server = server;
    }

    public static PeerStub start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            PeerStub stub = new PeerStub(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/a2a/tasks", stub::take);
            server.start();
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets what a task type is answered with; types without a setting are accepted. */
    public PeerStub on(String taskType, Function<JsonNode, Reply> reply) {
        replies.put(taskType, reply);
        return this;
    }

    /** What a task type is answered with now. */
    public Function<JsonNode, Reply> replyTo(String taskType) {
        return replies.getOrDefault(taskType, ACCEPT);
    }

    /**
     * Answers a wave item by item, as the task for one item is answered. The items count as requests of that task too,
     * under the wave's id.
     */
    public PeerStub wave(String waveType, String itemType) {
        waves.put(waveType, itemType);
        return on(waveType, payload -> answers(itemType, payload));
    }

    private Reply answers(String itemType, JsonNode wave) {
        ObjectNode result = FleetJson.object();
        ArrayNode results = result.putArray("results");
        for (JsonNode item : wave.path("items")) {
            Reply reply = replyTo(itemType).apply(item.path("payload"));
            if (reply.status() != 200) {
                return reply;
            }
            results.addObject()
                    .put("key", item.path("key").asText())
                    .set(reply.state().equals("failed") ? "error" : "result", reply.body());
        }
        return Reply.completed(result);
    }

    private void record(JsonNode request) {
        received.add(request);
        String itemType = waves.get(request.path("task_type").asText());
        if (itemType == null) {
            return;
        }
        for (JsonNode item : request.path("payload").path("items")) {
            ObjectNode one = ((ObjectNode) request).deepCopy().put("task_type", itemType);
            one.set("payload", item.path("payload"));
            received.add(one);
        }
    }

    /** The whole requests of a type, in order of arrival. */
    public List<JsonNode> received(String taskType) {
        return received.stream()
                .filter(request -> request.path("task_type").asText().equals(taskType))
                .toList();
    }

    /** The payloads of a type, in order of arrival. */
    public List<JsonNode> payloads(String taskType) {
        return received(taskType).stream()
                .map(request -> request.path("payload"))
                .toList();
    }

    /** Refuses batches as a whole with this status; 200 takes them again. */
    public PeerStub onBatches(int status) {
        batchStatus = status;
        return this;
    }

    /** How many tasks each batch held, in order of arrival. */
    public List<Integer> batches() {
        return List.copyOf(batches);
    }

    public void forget() {
        received.clear();
        replies.clear();
        waves.clear();
        batches.clear();
        batchStatus = 200;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Makes every peer of a Spring context this one, and gives the context its keys. */
    public void register(DynamicPropertyRegistry registry) {
        for (AgentName agent : AgentName.values()) {
            registry.add("cem.a2a.peers.[" + agent.wire() + "]", this::url);
        }
        registry.add("cem.a2a.key-directory", () -> TestKeys.directory().toString());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = FleetJson.parse(
                    new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            if (exchange.getRequestURI().getPath().endsWith(":batch")) {
                takeBatch(exchange, request.path("tasks"));
            } else {
                Reply reply = reply(request);
                send(exchange, reply.status(), reply.status() == 200 ? answer(request, reply) : reply.body());
            }
        }
    }

    private void takeBatch(HttpExchange exchange, JsonNode tasks) throws IOException {
        batches.add(tasks.size());
        int whole = batchStatus;
        if (whole != 200) {
            send(exchange, whole, Reply.http(whole).body());
            return;
        }
        ObjectNode answers = FleetJson.object();
        var list = answers.putArray("answers");
        Set<String> held = new HashSet<>();
        for (JsonNode task : tasks) {
            String lane = task.path("incident_id").asText("-");
            Reply reply = held.contains(lane) ? Reply.http(424) : reply(task);
            if (reply.repeated()) {
                held.add(lane);
            }
            ObjectNode answer = list.addObject().put("status", reply.status());
            answer.set("task_id", task.path("task_id"));
            answer.set(
                    reply.status() == 200 ? "answer" : "problem",
                    reply.status() == 200 ? answer(task, reply) : reply.body());
        }
        send(exchange, 207, answers);
    }

    private Reply reply(JsonNode request) {
        record(request);
        return replyTo(request.path("task_type").asText()).apply(request.path("payload"));
    }

    private static void send(HttpExchange exchange, int status, JsonNode json) throws IOException {
        byte[] body = FleetJson.bytes(json);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static JsonNode answer(JsonNode request, Reply reply) {
        String now = Instant.now().toString();
        ObjectNode answer = FleetJson.object();
        answer.set("task_id", request.path("task_id"));
        answer.set("task_type", request.path("task_type"));
        answer.putObject("status").put("state", reply.state()).put("updated_at", now);
        answer.set(reply.state().equals("failed") ? "error" : "result", reply.body());
        return answer.put("agent_name", "peer_stub").put("agent_version", "0").put("started_at", now);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

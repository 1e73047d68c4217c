package io.cemfleet.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.state.FleetFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Signs tasks as {@code fleet_cli}, alone or in batches, each request with its own token, sends them, and waits for the answer. */
final class TaskSender {
    private static final String SELF = "fleet_cli";
    private static final String ENDPOINT = "/a2a/tasks";
    private static final String BATCH_ENDPOINT = "/a2a/tasks:batch";
    private static final int KEY_BYTES = 32;
    private static final long LIFETIME_SECONDS = 60;

    private final PrivateKey key;
    private final String header;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param keys directory with {@code fleet_cli.key} (PKCS#8, base64) and {@code fleet_cli.pub} (X.509, base64) */
    TaskSender(Path keys) {
        try {
            byte[] encoded = decode(keys.resolve(SELF + ".key"));
            this.key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            this.header = header(decode(keys.resolve(SELF + ".pub")));
        } catch (IOException | GeneralSecurityException e) {
            throw new FleetFailure("cannot read the keys in " + keys + ": " + e.getMessage(), e);
        }
    }

    /** A signed request before it is sent; valid for a minute. */
    record SignedTask(int port, String path, byte[] body, String token) {}

    SignedTask sign(String agent, int port, String taskType, ObjectNode payload) {
        return signed(agent, port, ENDPOINT, task(taskType, payload));
    }

    /** Tasks of one type under one token. */
    SignedTask signBatch(String agent, int port, String taskType, List<ObjectNode> payloads) {
        ObjectNode batch = JsonHttpClient.JSON.createObjectNode();
        ArrayNode tasks = batch.putArray("tasks");
        payloads.forEach(payload -> tasks.add(task(taskType, payload)));
        return signed(agent, port, BATCH_ENDPOINT, batch);
    }

    /** Tasks of any types under one token, as an outbox sends them. */
    SignedTask signTasks(String agent, int port, List<ObjectNode> tasks) {
        ObjectNode batch = JsonHttpClient.JSON.createObjectNode();
        batch.putArray("tasks").addAll(tasks);
        return signed(agent, port, BATCH_ENDPOINT, batch);
    }

    /** A task under a new id; tasks of one incident run in their order. */
    static ObjectNode task(String taskType, String incidentId, ObjectNode payload) {
        return task(taskType, payload)
                .put("task_id", UUID.randomUUID().toString())
                .put("incident_id", incidentId);
    }

    private static ObjectNode task(String taskType, ObjectNode payload) {
        ObjectNode task = JsonHttpClient.JSON.createObjectNode().put("task_type", taskType);
        task.set("payload", payload);
        return task;
    }

    private SignedTask signed(String agent, int port, String path, ObjectNode message) {
        try {
            byte[] body = JsonHttpClient.JSON.writeValueAsBytes(message);
            return new SignedTask(port, path, body, token(agent, path, body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the HTTP status; 0 without an answer */
    int send(SignedTask task) {
        try {
            return client.send(request(task), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
    }

    /**
     * Sends a batch.
     *
     * @return the status of each of its tasks, in their order
     * @throws FleetFailure when the batch was not accepted as a whole
     */
    List<Integer> statuses(SignedTask batch) {
        try {
            HttpResponse<String> answer = client.send(request(batch), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new FleetFailure("a batch was answered with " + answer.statusCode());
            }
            var statuses = new ArrayList<Integer>();
            JsonHttpClient.JSON
                    .readTree(answer.body())
                    .path("answers")
                    .forEach(each -> statuses.add(each.path("status").asInt()));
            return statuses;
        } catch (IOException e) {
            throw new FleetFailure("a batch was not answered: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
    }

    private static HttpRequest request(SignedTask task) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + task.port() + task.path()))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + task.token())
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofByteArray(task.body()))
                .build();
    }

    private String token(String audience, String path, byte[] body) {
        long now = Instant.now().getEpochSecond();
        ObjectNode claims = JsonHttpClient.JSON
                .createObjectNode()
                .put("iss", SELF)
                .put("aud", audience)
                .put("iat", now)
                .put("exp", now + LIFETIME_SECONDS)
                .put("jti", UUID.randomUUID().toString())
                .put("htm", "POST");
        try {
            claims.put("hth", hash(path.getBytes(StandardCharsets.UTF_8)));
            claims.put("bsh", hash(body));
            String signed = header + '.' + encode(JsonHttpClient.JSON.writeValueAsBytes(claims));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + encode(signature.sign());
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }

    /** Names the key by its thumbprint (RFC 7638), by which the receiver finds it. */
    private static String header(byte[] publicKey) throws GeneralSecurityException {
        byte[] raw = Arrays.copyOfRange(publicKey, publicKey.length - KEY_BYTES, publicKey.length);
        String jwk = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + encode(raw) + "\"}";
        String header =
                "{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"kid\":\"" + hash(jwk.getBytes(StandardCharsets.UTF_8)) + "\"}";
        return encode(header.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] bytes) throws GeneralSecurityException {
        return encode(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] decode(Path file) throws IOException {
        return Base64.getDecoder().decode(Files.readString(file).strip());
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

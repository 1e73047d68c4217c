package io.cemfleet.lab.cnc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.simulator.SimulatorClient;
import io.cemfleet.lab.simulator.SimulatorTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SimulatorTest
class NotificationStreamsTest {
    private static final String BASE = "/crosswork/nbi/topology/v3/restconf";
    private static final String CREATE = BASE + "/operations/sal-remote:create-notification-stream";

    private final HttpClient http = HttpClient.newHttpClient();
    private CncTestClient cnc;
    private String address;
    private LabNetwork network;

    @BeforeEach
    void connect(@LocalServerPort int port, @Autowired LabNetwork network) {
        cnc = new CncTestClient(port);
        address = "http://127.0.0.1:" + port;
        this.network = network;
    }

    @AfterEach
    void close() {
        http.shutdownNow();
    }

    private SimulatorClient.Answer create(String name) {
        String body = "{\"input\":{\"notifications\":[\"%s\"],\"notification-output-type\":\"JSON\"}}".formatted(name);
        return cnc.post(CREATE, body);
    }

    private BufferedReader follow(String name) throws IOException, InterruptedException {
        String id = create(name)
                .json()
                .path("sal-remote:output")
                .path("notification-stream-identifier")
                .asText();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + BASE + "/streams/json/" + id))
                .header("Authorization", cnc.token())
                .timeout(Duration.ofSeconds(10))
                .build();
        InputStream body =
                http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** The content of the next event. */
    private static JsonNode next(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: ")) {
                JsonNode event = new ObjectMapper().readTree(line.substring("data: ".length()));
                return event.path("ietf-restconf:notification");
            }
        }
        throw new IOException("the stream ended");
    }

    @Test
    void aNameWithoutATopicIsRefusedAndAnUnknownStreamIsMissing() {
        assertThat(create("weather").status()).isEqualTo(400);
        assertThat(cnc.get(BASE + "/streams/json/none").status()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void everyLinkAndPolicyIsMeasuredInOneNotification() throws IOException, InterruptedException {
        try (BufferedReader lines = follow("performance-metrics")) {
            network.measure();
            JsonNode content = next(lines).path("cisco-crosswork-performance-metrics:performance-metrics-notification");
            assertThat(content.path("igp-link-pm")).hasSize(network.topology().directionCount());
            assertThat(content.path("igp-link-pm").get(0).path("interfaces").has("TX-packet-drops"))
                    .isTrue();
            assertThat(content.path("sr-policy-pm"))
                    .hasSize(network.state().srPolicies().size());
        }
    }

    @Test
    void aFailedLinkAndThePoliciesThatItMovesAreNotified() throws IOException, InterruptedException {
        String link = network.topology().links().getFirst().id();
        try (BufferedReader lines = follow("topology")) {
            network.fail(link);
            assertThat(next(lines).has("ietf-network-state:topology-notification"))
                    .isTrue();
        } finally {
            network.heal(link);
        }
    }

    @Test
    void aReaderThatDoesNotFetchIsCutOff() {
        OpenStream stream = new OpenStream(Set.of(NotificationStreams.Topic.POLICY));
        for (int i = 0; i < 1000; i++) {
            stream.add("event");
        }
        assertThat(stream.isClosed()).isTrue();
    }
}

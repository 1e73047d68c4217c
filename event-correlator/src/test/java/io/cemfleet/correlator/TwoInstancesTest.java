package io.cemfleet.correlator;

import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static io.cemfleet.correlator.CorrelatorFixtures.shortCnc;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.cemfleet.a2a.testing.AgentInstances;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.correlator.network.NetworkSnapshotCache;
import io.cemfleet.correlator.stream.StreamEngine;
import io.cemfleet.network.topology.NetworkTopology;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** Two instances of the agent on one database and one broker. */
class TwoInstancesTest {
    private static final int ISLANDS = 12;
    private static final NetworkTopology NETWORK = CorrelatorFixtures.islands(ISLANDS);
    private static final PeerStub PEERS = PeerStub.start();
    private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);
    private static final AgentInstances INSTANCES =
            new AgentInstances("event_correlator", PEERS, EventCorrelatorApplication.class);

    private static ConfigurableApplicationContext first;
    private static ConfigurableApplicationContext second;

    @BeforeAll
    static void start() throws IOException {
        BROKER.brokerProperty("transaction.state.log.replication.factor", "1");
        BROKER.brokerProperty("transaction.state.log.min.isr", "1");
        BROKER.brokerProperty("transaction.state.log.num.partitions", "1");
        BROKER.brokerProperty("offsets.topic.num.partitions", "1");
        BROKER.brokerProperty("group.initial.rebalance.delay.ms", "0");
        BROKER.afterPropertiesSet();
        CncWireMock cnc = CncWireMock.start()
                .topology(NETWORK)
                .inventory(NETWORK)
                .policies(NETWORK, CorrelatorFixtures.policies(ISLANDS));
        cnc.server()
                .stubFor(WireMock.post("/api/v1/auth/login")
                        .willReturn(WireMock.ok("{}").withHeader("Authorization", "Bearer t")));
        INSTANCES.with(Map.of(
                "spring.kafka.bootstrap-servers", BROKER.getBrokersAsString(),
                "cem.cnc.url", cnc.url(),
                "cem.pca.url", cnc.url() + "/api",
                "cem.correlator.webhook.cnc-secret", "cnc-secret",
                "cem.correlator.kafka.partitions", "4",
                "cem.correlator.watch.enabled", "false",
                "cem.correlator.stream.session-timeout", "6s",
                "cem.cnc.topology.refresh", "500ms"));
        first = instance("first");
        second = instance("second");
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        BROKER.destroy();
    }

    private static ConfigurableApplicationContext instance(String name) throws IOException {
        ConfigurableApplicationContext context = INSTANCES
                .with(Map.of(
                        "cem.correlator.stream.instance-id",
                        name,
                        "cem.correlator.stream.state-dir",
                        Files.createTempDirectory("streams-" + name),
                        "spring.jmx.enabled",
                        false,
                        "logging.structured.format.console",
                        ""))
                .start();
        ready(context);
        return context;
    }

    private static void ready(ConfigurableApplicationContext context) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> context.getBean(StreamEngine.class).isCorrelating()
                        && context.getBean(NetworkSnapshotCache.class)
                                .snapshot()
                                .isPresent());
    }

    private static int send(ConfigurableApplicationContext to, JsonNode alarm) {
        URI webhook = URI.create("http://127.0.0.1:" + AgentInstances.port(to) + "/webhooks/cnc");
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .header("Content-Type", "application/json")
                .header("X-Webhook-Secret", "cnc-secret")
                .POST(HttpRequest.BodyPublishers.ofString(alarm.toString()))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> reported(String taskType, String link) {
        return PEERS.payloads(taskType).stream()
                .filter(payload -> payload.path("degraded_links").toString().contains('"' + link + '"'))
                .toList();
    }

    @Test
    void anInstanceThatEndsMidwayRepeatsNoEffect() {
        // given both instances take the same alarms
        List<String> links = IntStream.rangeClosed(1, ISLANDS)
                .mapToObj(island -> link(island, "Alfa", "Bravo"))
                .toList();

        // when one of them ends while they come
        for (int i = 0; i < links.size(); i++) {
            JsonNode alarm = shortCnc("two-" + i, links.get(i), "major");
            assertThat(send(first, alarm)).isEqualTo(202);
            if (i == links.size() / 2) {
                second.close();
            }
            if (second.isActive()) {
                assertThat(send(second, alarm)).isEqualTo(202);
            }
        }

        // then each link has one incident, one ticket and one number
        Awaitility.await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> assertThat(links)
                .allSatisfy(link -> {
                    assertThat(reported("incident_detected", link)).hasSize(1);
                    assertThat(reported("new_ticket", link)).hasSize(1);
                }));
        Integer incidents = first.getBean(JdbcClient.class)
                .sql("select count(distinct incident_id) from incident")
                .query(Integer.class)
                .single();
        assertThat(incidents).isEqualTo(ISLANDS);

        // and the recurring duties stand once, and go on at the instance that lives
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(first.getBean(JdbcClient.class)
                        .sql(
                                """
                                select count(*) from scheduled_tasks
                                where task_name = 'inference' and picked and last_heartbeat > now() - interval '5 s'""")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));
    }
}

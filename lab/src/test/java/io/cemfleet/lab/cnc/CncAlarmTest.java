package io.cemfleet.lab.cnc;

import static io.cemfleet.lab.simulator.SimulatorClient.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.cemfleet.lab.network.LabLink;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LinkImpairment;
import io.cemfleet.lab.simulator.SimulatorClient;
import io.cemfleet.lab.simulator.SimulatorTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SimulatorTest
class CncAlarmTest {
    private static final String SUBSCRIPTION = "/crosswork/notification/restconf/data/v2/notifications:subscription";
    private static final String ALARMS = "/crosswork/alarm/restconf/data/v2/rtm:alarm";

    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer receiver;
    private CncTestClient cnc;
    private LabNetwork network;

    @BeforeEach
    void connect(@LocalServerPort int port, @Autowired LabNetwork network) throws IOException {
        cnc = new CncTestClient(port);
        this.network = network;
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 503 : 202;
            if (status == 202 && !body.isEmpty()) {
                received.add(VendorJson.parse(body).orElseThrow());
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private SimulatorClient.Answer call(String method, String path, String body) {
        return cnc.call(method, path, body, JSON, "Accept", JSON);
    }

    private String hook() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    }

    private SimulatorClient.Answer subscribe(String url) {
        return call(
                "POST",
                SUBSCRIPTION,
                "{\"ietf-restconf:notification.client-url\":\"%s\",\"ietf-restconf:notification.topic\":\"alarm\",\"ietf-restconf:notification.format\":\"json\"}"
                        .formatted(url));
    }

    private static String id(SimulatorClient.Answer made) {
        assertThat(made.status()).isEqualTo(201);
        return made.json().path("ietf-restconf:notification.subscription-id").asText();
    }

    @Test
    void anAddressIsProbedAndSubscribedOnce() {
        assertThat(subscribe("http://127.0.0.1/hook").body()).isEmpty();
        assertThat(subscribe("http://127.0.0.1/hook").status()).isEqualTo(500);
        assertThat(subscribe("http://127.0.0.1:1/hook").body()).contains("NOT.0029");
        assertThat(subscribe(hook().replace("hook", "other")).body()).contains("NOT.0029");
        String id = id(subscribe(hook()));
        assertThat(subscribe(hook()).body()).contains("NOT.0006");
        assertThat(call("GET", SUBSCRIPTION, "").body()).contains(id).contains(hook());
        assertThat(call("DELETE", SUBSCRIPTION + "/" + id, "").body()).isEqualTo("Success");
        SimulatorClient.Answer again = call("DELETE", SUBSCRIPTION + "/" + id, "");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).contains("NOT.0016");
    }

    @Test
    void aDegradedLinkRaisesOneAlarmPerInterfaceAndAHealedOneClearsThem() {
        // given that what others broke is healed, and its alarms have cleared
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> call("GET", ALARMS, "")
                                .json()
                                .path("com.response-message")
                                .path("com.header")
                                .path("com.lastIndex")
                                .asInt()
                        == -1);
        String id = id(subscribe(hook()));
        LabLink link = network.topology().links().getFirst();
        failures.set(1);
        // when
        network.degrade(link.id(), new LinkImpairment(250, 0, 0));
        // then
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(alarms("create"))
                .extracting(alarm -> alarm.path("alm.alarm-identifier")
                        .path("alm.resource-object-ref")
                        .asText())
                .containsExactlyInAnyOrder(
                        resource(link.forward().from(), link.forward().interfaceName()),
                        resource(link.reverse().from(), link.reverse().interfaceName())));
        JsonNode alarm = alarms("create").getFirst();
        assertThat(alarm.path("alm.perceived-severity").asText()).isEqualTo("critical");
        assertThat(alarm.path("alm.description").asText()).startsWith("Delay threshold crossed on GigabitEthernet");
        JsonNode page = call("GET", ALARMS, "").json().path("com.response-message");
        assertThat(page.path("com.header").path("com.lastIndex").asInt()).isEqualTo(1);
        assertThat(page.path("com.data").path("alm.alarm")).hasSize(2);
        // and a single hit is an object
        JsonNode single = call("GET", ALARMS + "?.startIndex=1&.maxCount=1", "").json();
        assertThat(single.path("com.response-message")
                        .path("com.data")
                        .path("alm.alarm")
                        .isObject())
                .isTrue();
        // when
        network.heal(link.id());
        // then
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(alarms("modify"))
                .filteredOn(a -> a.path("alm.perceived-severity").asText().equals("cleared"))
                .extracting(a -> a.path("alm.uuid").asText())
                .containsExactlyInAnyOrderElementsOf(alarms("create").stream()
                        .map(a -> a.path("alm.uuid").asText())
                        .toList()));
        JsonNode empty = call("GET", ALARMS, "").json().path("com.response-message");
        assertThat(empty.path("com.header").path("com.lastIndex").asInt()).isEqualTo(-1);
        assertThat(empty.has("com.data")).isFalse();
        call("DELETE", SUBSCRIPTION + "/" + id, "");
    }

    @Test
    void anAlarmsSeverityChangesAsOftenAsAStormOrdersAndEveryChangeIsNotified() {
        // given an open alarm
        String id = id(subscribe(hook()));
        LabLink link = network.topology().links().get(3);
        network.degrade(link.id(), new LinkImpairment(250, 0, 0));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !alarms("create")
                .isEmpty());
        // when
        int status = cnc.anonymous()
                .post("/lab/links/" + link.id() + "/alarm_storm", "{\"count\": 60, \"seconds\": 0.6}")
                .status();
        // then
        assertThat(status).isEqualTo(200);
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(alarms("modify"))
                .hasSizeGreaterThanOrEqualTo(60));
        assertThat(alarms("modify"))
                .extracting(alarm -> alarm.path("alm.perceived-severity").asText())
                .contains("minor", "critical", "warning", "major")
                .doesNotContain("cleared");
        assertThat(alarms("modify"))
                .extracting(alarm -> alarm.path("alm.uuid").asText())
                .isSubsetOf(alarms("create").stream()
                        .map(alarm -> alarm.path("alm.uuid").asText())
                        .toList());
        // and
        assertThat(cnc.anonymous()
                        .post("/lab/links/" + link.id() + "/alarm_storm", "{\"count\": 0}")
                        .status())
                .isEqualTo(422);
        assertThat(cnc.anonymous().post("/lab/links/nowhere/alarm_storm", "{}").status())
                .isEqualTo(404);
        network.heal(link.id());
        call("DELETE", SUBSCRIPTION + "/" + id, "");
    }

    private String resource(int router, String interfaceName) {
        return "MD=CISCO_EMS!ND=" + network.topology().router(router).hostname() + "!FTP=name=" + interfaceName;
    }

    private List<JsonNode> alarms(String operation) {
        return received.stream()
                .map(body -> body.path("ietf-restconf:notification.notification"))
                .filter(n ->
                        n.path("ietf-restconf:notification.operation").asText().equals(operation))
                .map(n -> n.path("alm.alarm"))
                .toList();
    }

    @Test
    void alarmsWantExactlyTheirMediaType() {
        assertThat(cnc.get(ALARMS, "Accept", "application/json, text/plain").status())
                .isEqualTo(406);
        assertThat(cnc.call("POST", "/crosswork/alarms/v1/query", "{\"openAlarmsOnly\":true}", JSON)
                        .json()
                        .path("alarms"))
                .isEmpty();
    }
}

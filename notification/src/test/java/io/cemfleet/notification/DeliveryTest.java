package io.cemfleet.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.created;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.Caller;
import io.cemfleet.a2a.testing.FleetJson;
import io.cemfleet.a2a.testing.FleetPostgres;
import io.cemfleet.a2a.testing.PeerStub;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"cem.notification.first-retry=100ms", "cem.notification.attempts=3"})
class DeliveryTest {
    private static final PeerStub PEERS = PeerStub.start();
    private static final WireMockServer THIRD_PARTIES =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final String TABLE = "/servicenow/api/now/table/incident";

    @LocalServerPort
    private int port;

    private Caller orchestrator;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        THIRD_PARTIES.start();
        MAIL.start();
        FleetPostgres.register(registry, "notification");
        PEERS.register(registry);
        registry.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
        registry.add("cem.notification.webex.url", () -> THIRD_PARTIES.baseUrl() + "/webex");
        registry.add("cem.notification.webex.token", () -> "token");
        registry.add("cem.notification.servicenow.url", () -> THIRD_PARTIES.baseUrl() + "/servicenow");
    }

    @AfterAll
    static void stop() {
        THIRD_PARTIES.stop();
        MAIL.stop();
    }

    @BeforeEach
    void allChannelsWork() throws Exception {
        orchestrator = new Caller(AgentName.ORCHESTRATOR, AgentName.NOTIFICATION, port);
        MAIL.purgeEmailFromAllMailboxes();
        PEERS.forget();
        THIRD_PARTIES.resetAll();
        THIRD_PARTIES.stubFor(post(urlPathEqualTo("/webex/messages")).willReturn(ok()));
        THIRD_PARTIES.stubFor(get(urlPathEqualTo(TABLE)).willReturn(okJson("{\"result\":[]}")));
        THIRD_PARTIES.stubFor(post(urlPathEqualTo(TABLE)).willReturn(created()));
    }

    @Test
    void theUpperRowReachesAllThreeChannelsAndEachIsAudited() throws MessagingException {
        String incident = NotificationFixtures.incident();

        JsonNode channels = orchestrator
                .send("send_notification", NotificationFixtures.closure(incident, Severity.CRITICAL, SlaTier.GOLD))
                .result()
                .path("channels");

        assertThat(channels.findValuesAsText("outcome")).containsExactly("sent", "sent", "sent");
        assertThat(MAIL.getReceivedMessages()).hasSize(1);
        assertThat(MAIL.getReceivedMessages()[0].getSubject()).contains("[CRITICAL]", incident);
        THIRD_PARTIES.verify(
                1, postRequestedFor(urlPathEqualTo("/webex/messages")).withRequestBody(containing(incident)));
        THIRD_PARTIES.verify(
                1,
                postRequestedFor(urlPathEqualTo(TABLE))
                        .withRequestBody(matchingJsonPath("$.correlation_id", containing(incident)))
                        .withRequestBody(matchingJsonPath("$.close_code")));
        await().untilAsserted(() -> assertThat(PEERS.payloads("log_event"))
                .extracting(event -> event.at("/details/channel").asText())
                .containsExactlyInAnyOrder("webex", "servicenow", "email"));
    }

    @Test
    void theLowRowIsMailAlone() {
        JsonNode channels = orchestrator
                .send(
                        "send_notification",
                        NotificationFixtures.closure(NotificationFixtures.incident(), Severity.LOW, SlaTier.BRONZE))
                .result()
                .path("channels");

        assertThat(channels.findValuesAsText("outcome")).containsExactly("sent", "skipped", "skipped");
        THIRD_PARTIES.verify(0, postRequestedFor(urlPathEqualTo("/webex/messages")));
    }

    @Test
    void theSameTaskAgainTellsNobodyTwice() {
        UUID taskId = UUID.randomUUID();
        var request = NotificationFixtures.closure(NotificationFixtures.incident(), Severity.CRITICAL, SlaTier.GOLD);

        orchestrator.send("send_notification", taskId, request);
        orchestrator.send("send_notification", taskId, request);

        assertThat(MAIL.getReceivedMessages()).hasSize(1);
        THIRD_PARTIES.verify(1, postRequestedFor(urlPathEqualTo("/webex/messages")));
    }

    @Test
    void aRecordThatExistsIsUpdatedNotMadeAgain() {
        String incident = NotificationFixtures.incident();
        THIRD_PARTIES.stubFor(get(urlPathEqualTo(TABLE)).willReturn(okJson("{\"result\":[{\"sys_id\":\"abc\"}]}")));
        THIRD_PARTIES.stubFor(patch(urlPathEqualTo(TABLE + "/abc")).willReturn(okJson("{\"result\":{}}")));

        orchestrator.send(
                "send_notification",
                NotificationFixtures.request(incident, NotificationEvent.ESCALATION, Severity.HIGH, SlaTier.GOLD));

        THIRD_PARTIES.verify(
                1, patchRequestedFor(urlPathEqualTo(TABLE + "/abc")).withRequestBody(matchingJsonPath("$.work_notes")));
        THIRD_PARTIES.verify(0, postRequestedFor(urlPathEqualTo(TABLE)));
    }

    @Test
    void aChannelThatIsBusyIsTriedAgainAndTheOthersDoNotWait() {
        THIRD_PARTIES.stubFor(post(urlPathEqualTo("/webex/messages"))
                .inScenario("busy")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1"))
                .willSetStateTo("free"));
        THIRD_PARTIES.stubFor(post(urlPathEqualTo("/webex/messages"))
                .inScenario("busy")
                .whenScenarioStateIs("free")
                .willReturn(ok()));

        JsonNode channels = orchestrator
                .send(
                        "send_notification",
                        NotificationFixtures.closure(NotificationFixtures.incident(), Severity.CRITICAL, SlaTier.GOLD))
                .result()
                .path("channels");

        assertThat(channels.findValuesAsText("outcome")).containsExactly("sent", "sent", "failed");
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(PEERS.payloads("log_event"))
                .extracting(event -> event.at("/details/channel").asText()
                        + event.at("/details/outcome").asText())
                .contains("webexsent"));
    }

    @Test
    void whatIsRefusedForGoodIsAuditedAsFailed() {
        THIRD_PARTIES.stubFor(
                post(urlPathEqualTo("/webex/messages")).willReturn(aResponse().withStatus(401)));

        orchestrator.send(
                "send_notification",
                NotificationFixtures.closure(NotificationFixtures.incident(), Severity.MEDIUM, SlaTier.SILVER));

        await().untilAsserted(() -> assertThat(PEERS.payloads("log_event"))
                .extracting(event -> event.at("/details/outcome").asText())
                .containsExactlyInAnyOrder("failed", "sent"));
    }

    @Test
    void theGoldenMessageIsDelivered() {
        assertThat(orchestrator
                        .send("send_notification", FleetJson.golden("send_notification"))
                        .status())
                .isEqualTo(200);
    }
}

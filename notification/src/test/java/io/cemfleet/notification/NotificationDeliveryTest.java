package io.cemfleet.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
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
import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.RouteAccessCheck;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.runtime.retention.RetentionPurge;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.TableLifetimeCheck;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "cem.notification.first-retry=100ms",
            "cem.notification.attempts=3",
            "cem.notification.storm.messages=1000"
        })
class NotificationDeliveryTest extends NotificationTest {
    private static final WireMockServer THIRD_PARTIES = OUTSIDE.http;
    private static final GreenMail MAIL = OUTSIDE.mail;
    private static final String TABLE = ThirdPartyStubs.TABLE;

    private TestAgentCaller console;

    @BeforeEach
    void operatorsConsole() {
        console = new TestAgentCaller(AgentName.IO_AGENT, AgentName.NOTIFICATION, port);
    }

    @Test
    void everyTableHasALifetime(@Autowired RetentionPurge retention, @Autowired DataSource database) {
        TableLifetimeCheck.assertComplete("notification", retention, database);
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
        await().untilAsserted(() -> assertThat(NotificationFixtures.audited(PEERS, incident))
                .extracting(event -> event.at("/details/channel").asText())
                .containsExactlyInAnyOrder("webex", "servicenow", "email"));
    }

    @Test
    void anApprovalIsRequestedOnAllChannelsWithALink() throws Exception {
        String incident = NotificationFixtures.incident();

        orchestrator.send(
                "send_notification",
                NotificationFixtures.request(incident, NotificationEvent.APPROVAL_NEEDED, Severity.HIGH, SlaTier.GOLD));

        assertThat(OUTSIDE.chat())
                .singleElement()
                .asString()
                .contains("waits for approval", "](http://127.0.0.1:8009/#/incidents/" + incident + ")");
        assertThat(String.valueOf(MAIL.getReceivedMessages()[0].getContent()))
                .contains("http://127.0.0.1:8009/#/incidents/" + incident);
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
    void theSameTaskAgainSendsNothingTwice() {
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
        String incident = NotificationFixtures.incident();
        THIRD_PARTIES.stubFor(
                post(urlPathEqualTo("/webex/messages")).willReturn(aResponse().withStatus(401)));

        orchestrator.send("send_notification", NotificationFixtures.closure(incident, Severity.MEDIUM, SlaTier.SILVER));

        await().untilAsserted(() -> assertThat(NotificationFixtures.audited(PEERS, incident))
                .extracting(event -> event.at("/details/outcome").asText())
                .containsExactlyInAnyOrder("failed", "sent"));
    }

    @Test
    void theRecordIsMadeOnceUpdatedAndResolved() {
        String incident = NotificationFixtures.incident();
        for (NotificationEvent event : List.of(
                NotificationEvent.INCIDENT_OPENED,
                NotificationEvent.PROTECTION_ACTIVE,
                NotificationEvent.RESTORATION_COMPLETE)) {
            orchestrator.send(
                    "send_notification", NotificationFixtures.request(incident, event, Severity.HIGH, SlaTier.GOLD));
            OUTSIDE.recordExists();
        }

        THIRD_PARTIES.verify(
                1,
                postRequestedFor(urlPathEqualTo(TABLE))
                        .withRequestBody(matchingJsonPath("$.correlation_id", equalTo(incident))));
        THIRD_PARTIES.verify(
                1, patchRequestedFor(urlPathEqualTo(TABLE + "/abc")).withRequestBody(containing("\"state\":\"2\"")));
        THIRD_PARTIES.verify(
                1, patchRequestedFor(urlPathEqualTo(TABLE + "/abc")).withRequestBody(containing("\"state\":\"6\"")));
    }

    @Test
    void aRecordWhoseCreationWasNotAnsweredIsFoundAgain() {
        THIRD_PARTIES.stubFor(post(urlPathEqualTo(TABLE)).willReturn(aResponse().withStatus(504)));

        orchestrator.send(
                "send_notification",
                NotificationFixtures.closure(NotificationFixtures.incident(), Severity.CRITICAL, SlaTier.GOLD));
        OUTSIDE.recordExists();

        await().untilAsserted(() -> THIRD_PARTIES.verify(1, patchRequestedFor(urlPathEqualTo(TABLE + "/abc"))));
        THIRD_PARTIES.verify(1, postRequestedFor(urlPathEqualTo(TABLE)));
    }

    @Test
    void aChannelIsNotTriedBeforeItsRetryAfter() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(3));
        THIRD_PARTIES.stubFor(post(urlPathEqualTo(ThirdPartyStubs.MESSAGES))
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", date)));

        orchestrator.send(
                "send_notification",
                NotificationFixtures.closure(NotificationFixtures.incident(), Severity.CRITICAL, SlaTier.GOLD));
        await().atMost(Duration.ofSeconds(15))
                .until(() -> THIRD_PARTIES
                                .findAll(postRequestedFor(urlPathEqualTo(ThirdPartyStubs.MESSAGES)))
                                .size()
                        >= 2);

        List<Date> times = THIRD_PARTIES.findAll(postRequestedFor(urlPathEqualTo(ThirdPartyStubs.MESSAGES))).stream()
                .map(LoggedRequest::getLoggedDate)
                .sorted()
                .toList();
        assertThat(times.get(1).getTime() - times.get(0).getTime()).isGreaterThan(1800);
    }

    @Test
    void aMessageOfAProcessThatDiedIsSentAgain() {
        String incident = NotificationFixtures.incident();
        UUID id = UUID.randomUUID();
        orchestrator.send(
                "send_notification", id, NotificationFixtures.closure(incident, Severity.LOW, SlaTier.BRONZE));

        jdbc.sql("update delivery set outcome = 'pending', claimed_until = now() where notification_id = :id"
                        + " and channel = 'email'")
                .param("id", id)
                .update();
        jdbc.sql("update scheduled_tasks set execution_time = now() where task_instance like :id || '%'")
                .param("id", id.toString())
                .update();

        await().atMost(Duration.ofSeconds(15)).until(() -> MAIL.getReceivedMessages().length == 2);
    }

    @Test
    void whatIsGivenUpIsADeadLetterThatOperatorsMaySendAgain() throws Exception {
        THIRD_PARTIES.stubFor(post(urlPathEqualTo(ThirdPartyStubs.MESSAGES))
                .willReturn(aResponse().withStatus(503)));
        String incident = NotificationFixtures.incident();
        orchestrator.send("send_notification", NotificationFixtures.closure(incident, Severity.MEDIUM, SlaTier.SILVER));
        await().atMost(Duration.ofSeconds(15)).until(() -> !deadLetter(incident).isMissingNode());
        JsonNode dead = deadLetter(incident);
        String address = "/api/dead-letters/" + dead.path("notification_id").asText() + "/webex/replay";

        THIRD_PARTIES.stubFor(post(urlPathEqualTo(ThirdPartyStubs.MESSAGES)).willReturn(ok()));
        int first = replay(address);
        await().atMost(Duration.ofSeconds(15)).until(() -> deadLetter(incident).isMissingNode());
        int second = replay(address);

        assertThat(dead.path("reason").asText()).contains("503", "given up after 3 tries");
        assertThat(first).isEqualTo(202);
        assertThat(second).isEqualTo(404);
        await().untilAsserted(() -> assertThat(PEERS.payloads("log_event"))
                .extracting(event -> event.at("/details/channel").asText()
                        + ' '
                        + event.at("/details/outcome").asText())
                .contains("webex failed", "webex sent", "email sent"));
    }

    private int replay(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + console.token("POST", path, new byte[0]))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private JsonNode deadLetter(String incident) {
        for (JsonNode item : console.get("/api/dead-letters").body().path("items")) {
            if (item.path("incident_id").asText().equals(incident)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    void theGoldenMessageIsDelivered() {
        assertThat(orchestrator
                        .send("send_notification", FleetJson.golden("send_notification"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void everyRouteRefusesWhoMayNotUseIt(@Autowired ServletWebServerApplicationContext context) {
        RouteAccessCheck.of(context, AgentName.NOTIFICATION).isGuarded();
    }
}

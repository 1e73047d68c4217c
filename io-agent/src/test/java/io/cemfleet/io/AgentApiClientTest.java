package io.cemfleet.io;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.a2a.token.SignedRequest;
import io.cemfleet.a2a.token.TokenVerdict;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What people do through the console: asked of other agents in their name, and answered as those answer. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cem.a2a.operators.user=operator",
            "cem.a2a.operators.password=pass",
            "cem.console.people[0].user=anna",
            "cem.console.people[0].password=acts",
            "cem.console.people[0].role=operator",
            "cem.console.people[1].user=guest",
            "cem.console.people[1].password=looks",
            "cem.console.people[1].role=viewer",
            "cem.console.people[2].user=viewer-2",
            "cem.console.people[2].password=",
            "cem.console.people[2].role=operator"
        })
@ActiveProfiles("local")
class AgentApiClientTest {
    private static final PeerStub PEERS = PeerStub.start();
    private static final WireMockServer FLEET =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private static final String INCIDENT = "/api/incidents/INC-2026-0042";
    private static final String JOB = "/api/enhancements/0b5a1c1e-6f5c-4d53-9a61-2f6b6f0e7a11";
    private static final String APPROVAL =
            "{\"action\":\"approve\",\"reason\":\"go\",\"expected_version\":7,\"parameters\":{}}";

    @LocalServerPort
    private int port;

    private BasicAuthClient anna;
    private BasicAuthClient guest;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "io_agent");
        PEERS.register(registry);
        FLEET.start();
        for (String agent : List.of("orchestrator", "tunnel_provisioning", "enhancement_pipeline")) {
            registry.add("cem.a2a.peers.[" + agent + "]", FLEET::baseUrl);
        }
    }

    @AfterAll
    static void stop() {
        FLEET.stop();
        PEERS.close();
    }

    @BeforeEach
    void fresh() {
        FLEET.resetAll();
        anna = new BasicAuthClient(port, "anna:acts");
        guest = new BasicAuthClient(port, "guest:looks");
    }

    @Test
    void anActGoesToTheOrchestratorWordForWordInThePersonsName() {
        FLEET.stubFor(post(urlPathEqualTo(INCIDENT + "/actions")).willReturn(okJson("{\"version\":8}")));

        BasicAuthClient.ApiAnswer answer = anna.send("POST", INCIDENT + "/actions", APPROVAL);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("version").asInt()).isEqualTo(8);
        LoggedRequest passedOn = onlyRequest();
        assertThat(passedOn.getBodyAsString()).isEqualTo(APPROVAL);
        assertThat(whoAsked(passedOn, AgentName.ORCHESTRATOR)).isEqualTo(List.of("io_agent", "anna", "operator"));
    }

    @Test
    void aConflictNamesTheIncidentsPresentVersion() {
        FLEET.stubFor(post(urlPathEqualTo(INCIDENT + "/actions"))
                .willReturn(aResponse()
                        .withStatus(409)
                        .withHeader("Content-Type", "application/problem+json")
                        .withBody("{\"status\":409,\"detail\":\"version_moved_on\",\"version\":9}")));

        BasicAuthClient.ApiAnswer answer = anna.send("POST", INCIDENT + "/actions", APPROVAL);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("version").asInt()).isEqualTo(9);
    }

    @Test
    void aViewerLooksAndChangesNothing() {
        FLEET.stubFor(get(urlPathEqualTo(INCIDENT)).willReturn(okJson("{\"version\":7}")));

        assertThat(guest.get("/api/me").json().path("role").asText()).isEqualTo("viewer");
        assertThat(guest.get(INCIDENT).status()).isEqualTo(200);
        assertThat(whoAsked(onlyRequest(), AgentName.ORCHESTRATOR)).isEqualTo(List.of("io_agent", "guest", "viewer"));
        FLEET.resetRequests();

        assertThat(guest.send("POST", INCIDENT + "/actions", APPROVAL).status()).isEqualTo(403);
        assertThat(guest.send("PUT", "/api/controls/stop", "{\"stopped\":true,\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(guest.send("POST", JOB + "/feedback", "{\"thumb\":\"up\"}").status())
                .isEqualTo(403);
        assertThat(FLEET.getAllServeEvents()).isEmpty();
    }

    @Test
    void aNameWithoutAPasswordOpensNothing() {
        assertThat(new BasicAuthClient(port, "viewer-2:").get("/api/me").status())
                .isEqualTo(401);
    }

    @Test
    void aForeignPagesFormCannotAct() {
        BasicAuthClient.ApiAnswer answer = anna.send("POST", INCIDENT + "/actions", APPROVAL, "text/plain");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(FLEET.getAllServeEvents()).isEmpty();
    }

    @Test
    void anUnavailableAgentIsReportedAndTheRestOfTheConsoleWorks() {
        FLEET.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThat(anna.get("/api/enhancements").status()).isEqualTo(503);
        assertThat(anna.get("/api/enhancements").json().path("detail").asText())
                .isEqualTo("the enhancement pipeline does not answer");
        assertThat(anna.get(INCIDENT).status()).isEqualTo(503);
        assertThat(anna.get("/api/controls").status()).isEqualTo(503);
        assertThat(anna.get("/api/tickets").status()).isEqualTo(200);
    }

    @Test
    void anActIsSentOnceHoweverItEnds() {
        FLEET.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        assertThat(anna.send("POST", INCIDENT + "/actions", APPROVAL).status()).isEqualTo(503);
        assertThat(FLEET.getAllServeEvents()).hasSize(1);
    }

    @Test
    void anAgentThatRefusesTheConsoleDoesNotLogThePersonOut() {
        FLEET.stubFor(get(urlPathEqualTo(INCIDENT)).willReturn(aResponse().withStatus(401)));

        assertThat(anna.get(INCIDENT).status()).isEqualTo(502);
    }

    @Test
    void theGlobalStopIsPassedOnWithItsReason() {
        FLEET.stubFor(put(urlPathEqualTo("/api/controls/stop"))
                .willReturn(okJson("{\"stop\":{\"stopped\":true,\"reason\":\"storm\",\"actor\":\"anna\"}}")));

        BasicAuthClient.ApiAnswer answer =
                anna.send("PUT", "/api/controls/stop", "{\"stopped\":true,\"reason\":\"storm\"}");

        assertThat(answer.json().at("/stop/stopped").asBoolean()).isTrue();
        assertThat(whoAsked(onlyRequest(), AgentName.TUNNEL_PROVISIONING))
                .isEqualTo(List.of("io_agent", "anna", "operator"));
    }

    @Test
    void aThumbIsKeptByThePipelineInThePersonsName() {
        FLEET.stubFor(
                post(urlPathEqualTo(JOB + "/feedback")).willReturn(aResponse().withStatus(204)));

        assertThat(anna.send("POST", JOB + "/feedback", "{\"thumb\":\"up\"}").status())
                .isEqualTo(204);
        assertThat(whoAsked(onlyRequest(), AgentName.ENHANCEMENT_PIPELINE))
                .isEqualTo(List.of("io_agent", "anna", "operator"));
        assertThat(anna.send("POST", "/api/enhancements/../tenants/feedback", "{}")
                        .status())
                .isIn(400, 404);
    }

    @Test
    void theHistoryIsFoundByTenantAndStatusAndPaged() {
        FLEET.stubFor(get(urlPathEqualTo("/api/enhancements"))
                .willReturn(okJson("{\"items\":[{\"job_id\":\"a\"}],\"next\":\"7\"}")));

        BasicAuthClient.ApiAnswer answer =
                anna.get("/api/enhancements?tenant_id=acme&ticket_id=&status=failed&cursor=9");

        assertThat(answer.json().path("items").findValuesAsText("job_id")).containsExactly("a");
        assertThat(answer.json().path("next").asText()).isEqualTo("7");
        assertThat(onlyRequest().getUrl())
                .isEqualTo("/api/enhancements?limit=50&tenant_id=acme&status=failed&cursor=9");
    }

    @Test
    void aSearchReachesThePipelineUnchanged() {
        FLEET.stubFor(get(urlPathEqualTo("/api/enhancements")).willReturn(okJson("{\"items\":[]}")));

        String typed = "a&limit=9 {b}+c";
        anna.get("/api/enhancements?ticket_id=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));

        assertThat(onlyRequest().queryParameter("ticket_id").firstValue()).isEqualTo(typed);
        assertThat(onlyRequest().queryParameter("limit").values()).containsExactly("50");
    }

    private static LoggedRequest onlyRequest() {
        assertThat(FLEET.getAllServeEvents()).hasSize(1);
        return FLEET.getAllServeEvents().getFirst().getRequest();
    }

    /** Agent, person and role of a token that is good for exactly this request. */
    private static List<String> whoAsked(LoggedRequest request, AgentName asked) {
        String token = request.getHeader("Authorization").substring("Bearer ".length());
        var signed = new SignedRequest(request.getMethod().getName(), request.getUrl(), request.getBody());
        var genuine = (TokenVerdict.Genuine) TestKeys.tokensOf(asked).verify(token, signed);
        return List.of(genuine.caller().wire(), String.valueOf(genuine.person()), String.valueOf(genuine.role()));
    }
}

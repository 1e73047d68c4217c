package io.cemfleet.enhancement.job;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.cemfleet.enhancement.StageFixtures.NOW;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.enhancement.EnhancementTest;
import io.cemfleet.enhancement.servicedesk.NoteKeepingDeskStub;
import io.cemfleet.enhancement.stage.ContextStage;
import io.cemfleet.enhancement.stage.ResolvedTicketHistory;
import io.cemfleet.enhancement.stage.SynthesisStage;
import io.cemfleet.enhancement.stage.UpdateStage;
import io.cemfleet.runtime.testing.FleetJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A tenant whose tickets go through the real stages, against a desk, a knowledge base and models that answer. */
abstract class RealStagesTest extends EnhancementTest {
    static final String FIRST = "openai/gpt-4";
    static final String SECOND = "mistral/large";
    static final String DESK_KEY = "key-of-the-service-desk";
    static final String MODEL_KEY = "key-of-the-models";
    private static final AtomicInteger TENANTS = new AtomicInteger();
    private static final String SOLUTIONS = "/api/v3/solutions";
    private static final WireMockServer OPEN_ROUTER =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @Autowired
    @Qualifier("contextGatherer")
    ContextStage context;

    @Autowired
    @Qualifier("modelSynthesis")
    SynthesisStage synthesis;

    @Autowired
    @Qualifier("ticketUpdater")
    UpdateStage update;

    @Autowired
    ResolvedTicketHistory resolved;

    @Autowired
    MeterRegistry meters;

    final NoteKeepingDeskStub desk = new NoteKeepingDeskStub();
    String tenant = "";

    @DynamicPropertySource
    static void realLimits(DynamicPropertyRegistry registry) {
        OPEN_ROUTER.start();
        registry.add("cem.enhancement.openrouter.url", () -> OPEN_ROUTER.baseUrl() + "/api/v1");
        registry.add("cem.enhancement.openrouter.api-key", () -> MODEL_KEY);
        registry.add("cem.enhancement.work.workers", () -> 128);
        registry.add("cem.enhancement.work.per-tenant", () -> 64);
        registry.add("cem.enhancement.work.context-limit", () -> "30s");
        registry.add("cem.enhancement.work.soft-limit", () -> "100s");
        registry.add("cem.enhancement.work.hard-limit", () -> "120s");
        registry.add("spring.datasource.hikari.connection-timeout", () -> 5000);
    }

    @BeforeEach
    void everybodyAnswers() {
        OPEN_ROUTER.resetAll();
        PEERS.on("find_incidents", payload -> PeerStub.Reply.completed(FleetJson.parse("{\"incidents\":[]}")));
        solutions("");
        tenant = freshTenant();
        learned(tenant, "TKT-11111", "Server slowness", "The server is slow.");
        admin(
                "PUT",
                "/api/tenants/" + tenant + "/systems",
                FleetJson.tree(Map.of(
                        "items",
                        List.of(Map.of(
                                "hostname", "server-prod-01", "ip_address", "10.0.1.100", "role", "web-server")))));
    }

    @AfterEach
    void deskIsGone() {
        desk.close();
    }

    final String freshTenant() {
        String name = "real-" + TENANTS.incrementAndGet();
        tenant(
                name,
                SECRET,
                Map.of("service_desk_url", desk.url(), "service_desk_key", DESK_KEY, "models", List.of(FIRST, SECOND)));
        stages.real(name, context, synthesis, update);
        return name;
    }

    final void learned(String who, String ticketId, String title, String text) {
        resolved.learned(who, ticketId, title, text, "Backup moved.", NOW);
    }

    /** @param items of the knowledge base, as JSON */
    final void solutions(String items) {
        desk.http.stubFor(WireMock.get(urlPathEqualTo(SOLUTIONS))
                .willReturn(jsonResponse(
                        "{\"solutions\":[" + items + "],\"response_status\":[{\"status_code\":2000}]}", 200)));
    }

    final void solutionsFail() {
        desk.http.stubFor(WireMock.get(urlPathEqualTo(SOLUTIONS)).willReturn(jsonResponse("{}", 500)));
    }

    final void model(String name, String writes) {
        OPEN_ROUTER.stubFor(any(anyUrl())
                .withRequestBody(matchingJsonPath("$.model", equalTo(name)))
                .willReturn(jsonResponse(
                        "{\"id\":\"g\",\"model\":\"" + name
                                + "\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":"
                                + FleetJson.tree(writes)
                                + "}}],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15,\"cost\":0.01}}",
                        200)));
    }

    final void modelFails(String name) {
        OPEN_ROUTER.stubFor(any(anyUrl())
                .withRequestBody(matchingJsonPath("$.model", equalTo(name)))
                .willReturn(jsonResponse("{\"error\":{\"code\":502,\"message\":\"no\"}}", 502)));
    }

    final void firstWriteIsRefused(int http, int code) {
        desk.http.stubFor(WireMock.post(anyUrl())
                .inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(jsonResponse("{\"response_status\":{\"status_code\":" + code + "}}", http))
                .willSetStateTo("free"));
    }

    /** The bodies of the requests to models. */
    final List<String> modelRequests() {
        return OPEN_ROUTER.findAll(postRequestedFor(anyUrl())).stream()
                .map(LoggedRequest::getBodyAsString)
                .toList();
    }

    /** The notes of a ticket, as the desk has them. */
    final List<String> notes(String ticketId) {
        return desk.notes(ticketId);
    }

    final List<String> correlationIdsOfCalls() {
        return Stream.concat(
                        desk.http.getAllServeEvents().stream().map(event -> (Request) event.getRequest()),
                        OPEN_ROUTER.getAllServeEvents().stream().map(event -> event.getRequest()))
                .map(request -> request.getHeader("X-Correlation-ID"))
                .toList();
    }
}

package io.cemfleet.enhancement.context;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.cemfleet.enhancement.StageFixtures.NOW;
import static io.cemfleet.enhancement.StageFixtures.ticket;
import static io.cemfleet.enhancement.StageFixtures.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.PeerHttpClient;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.settings.A2aSettings;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.a2a.token.AgentKeys;
import io.cemfleet.a2a.token.AgentTokens;
import io.cemfleet.enhancement.StageFixtures;
import io.cemfleet.enhancement.servicedesk.DeskStub;
import io.cemfleet.enhancement.similarity.HistoryDatabase;
import io.cemfleet.enhancement.similarity.IndexedTicketHistory;
import io.cemfleet.enhancement.stage.EnhancementPreferences;
import io.cemfleet.enhancement.stage.InventorySystem;
import io.cemfleet.enhancement.stage.KnowledgeArticle;
import io.cemfleet.enhancement.stage.NetworkOwnership;
import io.cemfleet.enhancement.stage.SimilarTicket;
import io.cemfleet.enhancement.stage.SourceError;
import io.cemfleet.enhancement.stage.TenantProfile;
import io.cemfleet.enhancement.stage.TicketContext;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.TestTlsClients;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContextGathererTest {
    private static final String SOLUTIONS = "/api/v3/solutions";
    private static final String INCIDENT = "{\"incidents\":[{\"incident_id\":\"INC-2026-0001\",\"status\":\"steering\","
            + "\"severity\":\"high\",\"started_at\":\"2026-01-19T10:30:00Z\",\"links\":[\"frankfurt-prague\"],"
            + "\"services\":[\"L3VPN-0007\",\"L3VPN-0008\"],\"customers\":[\"Nordwind\",\"Alpina\"],"
            + "\"summary\":\"frankfurt-prague is degraded.\",\"doing\":\"Traffic moves.\"}]}";

    private final DeskStub desk = new DeskStub();
    private final PeerStub fleet = PeerStub.start();
    private final HistoryDatabase database = new HistoryDatabase();
    private final IndexedTicketHistory history = database.history(Clock.systemUTC(), Duration.ZERO);
    private final TenantInventory systems = new TenantInventory(database.jdbc(), database.tenants());
    private final PeerHttpClient calls = calls();
    private NetworkOwnership ownership =
            new NetworkOwnership(List.of("Nordwind"), List.of("L3VPN-0007"), List.of("10.0.1.0/24"), false);

    @AfterEach
    void stop() throws Exception {
        calls.close();
        desk.close();
        fleet.close();
        database.close();
    }

    private PeerHttpClient calls() {
        var settings = new A2aSettings(
                "enhancement_pipeline",
                "0",
                null,
                TestKeys.directory(),
                Map.of("orchestrator", URI.create(fleet.url())),
                true,
                new A2aSettings.OutboxSettings(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)),
                null);
        var keys = AgentKeys.read(settings.keyDirectory(), AgentName.ENHANCEMENT_PIPELINE);
        return new PeerHttpClient(
                settings,
                new AgentTokens(keys, Clock.systemUTC()),
                FleetJson.MAPPER,
                new PeerHttpClient.PeerGuards(CircuitBreakerRegistry.ofDefaults(), BulkheadRegistry.ofDefaults()),
                TestTlsClients.tls());
    }

    private ContextGatherer gathering(Duration limit, Duration articles) {
        var settings = new ContextSettings(
                limit, articles, Duration.ofMinutes(10), 100, Duration.ofSeconds(15), 5, Duration.ofHours(24));
        Clock clock = Clock.systemUTC();
        return new ContextGatherer(
                new SimilarTicketSource(history),
                new ArticleSource(desk.desk(Duration.ofSeconds(30)), settings, clock),
                new InventorySource(systems),
                new IncidentSource(new A2aClient(calls, FleetJson.MAPPER, clock), systems, settings, clock),
                settings,
                clock);
    }

    private ContextGatherer gathering() {
        return gathering(Duration.ofSeconds(20), Duration.ofSeconds(5));
    }

    private TicketContext gather(ContextGatherer gathering, String text) {
        return gathering.gather(tenant(), ticket(text), within(Duration.ofSeconds(60)));
    }

    private TenantProfile tenant() {
        return StageFixtures.tenant(desk.url(), ownership, EnhancementPreferences.DEFAULTS, "openai/gpt-4");
    }

    private void articles(ResponseDefinitionBuilder answer) {
        desk.http.stubFor(get(urlPathEqualTo(SOLUTIONS)).willReturn(answer));
    }

    private static ResponseDefinitionBuilder found() {
        return jsonResponse(
                """
                {"solutions":[
                  {"id":"41","title":"Printers","description":"<p>Fill in paper.</p>","approval_status":{"name":"Approved"}},
                  {"id":"42","title":"Slow web servers","description":"<p>Check the <b>backup</b> of the server.</p>"},
                  {"id":"43","title":"Slow server draft","description":"slow server","approval_status":{"name":"Pending"}}],
                 "list_info":{"has_more_rows":false},"response_status":[{"status_code":2000,"status":"success"}]}""",
                200);
    }

    private void everythingKnown() {
        articles(found());
        history.learned("acme", "TKT-11111", "Previous server slowness issue", "server slow", "Restarted.", NOW);
        systems.replace(
                "acme",
                List.of(
                        new InventorySystem("server-prod-01", "10.0.1.100", "web-server", NOW),
                        new InventorySystem("other-01", "10.9.9.9", null, null)));
        systems.replace("globex", List.of(new InventorySystem("server-prod-01", "10.0.1.100", "globex", null)));
        fleet.on("find_incidents", payload -> PeerStub.Reply.completed(FleetJson.parse(INCIDENT)));
    }

    @Test
    void allSourcesAreAskedAndRanked() {
        everythingKnown();

        TicketContext context = gather(gathering(), "Server 10.0.1.100 of L3VPN-0007 is slow");

        assertThat(context.similarTickets()).extracting(SimilarTicket::ticketId).containsExactly("TKT-11111");
        assertThat(context.articles()).extracting(KnowledgeArticle::id).containsExactly("42");
        assertThat(context.articles().getFirst().excerpt()).isEqualTo("Check the backup of the server.");
        assertThat(context.systems())
                .containsExactly(new InventorySystem("server-prod-01", "10.0.1.100", "web-server", NOW));
        assertThat(context.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.incidentId()).isEqualTo("INC-2026-0001");
            assertThat(incident.doing()).isEqualTo("Traffic moves.");
            assertThat(incident.services()).containsExactly("L3VPN-0007");
        });
        assertThat(context.errors()).isEmpty();
        assertThat(context.nodesSuccess()).isEqualTo(4);
        assertThat(context.nodesFailed()).isZero();
    }

    @Test
    void theFleetIsQueriedOnlyForRecentIncidentsOfWhatTheTenantOwns() {
        everythingKnown();

        gather(gathering(), "No traffic over frankfurt-prague of L3VPN-0008, Alpina, to 10.0.0.20 and 10.0.1.100");

        assertThat(fleet.payloads("find_incidents")).singleElement().satisfies(payload -> {
            assertThat(payload.path("services")).containsExactly(FleetJson.tree("L3VPN-0007"));
            assertThat(payload.path("customers")).containsExactly(FleetJson.tree("Nordwind"));
            assertThat(payload.path("links")).isEmpty();
            assertThat(payload.path("nodes")).containsExactly(FleetJson.tree("server-prod-01"));
            assertThat(payload.path("ip_addresses")).containsExactly(FleetJson.tree("10.0.1.100"));
            assertThat(payload.has("since")).isTrue();
            assertThat(payload.path("open_only").asBoolean()).isFalse();
        });
        assertThat(fleet.received("find_incidents"))
                .allMatch(request ->
                        request.path("correlation_id").asText().equals(StageFixtures.CORRELATION_ID.toString()));
    }

    @Test
    void aTenantThatDeclaredNothingIsShownNoIncidentAndTheFleetIsNotAsked() {
        everythingKnown();
        systems.replace("acme", List.of());
        ownership = NetworkOwnership.NOTHING;

        TicketContext context =
                gather(gathering(), "L3VPN-0007 of Nordwind over frankfurt-prague to 10.0.1.100 is slow");

        assertThat(context.incidents()).isEmpty();
        assertThat(context.errors()).isEmpty();
        assertThat(fleet.payloads("find_incidents")).isEmpty();
    }

    /** A question that names nothing would be answered with all incidents. */
    @Test
    void prefixesAloneAskOnlyAboutAddressesThatTheTicketNames() {
        everythingKnown();
        systems.replace("acme", List.of());
        ownership = new NetworkOwnership(List.of(), List.of(), List.of("10.0.1.0/24", "2001:db8::/32"), false);

        assertThat(gather(gathering(), "All is slow, 10.0.2.1 too").incidents()).isEmpty();
        assertThat(fleet.payloads("find_incidents")).isEmpty();

        assertThat(gather(gathering(), "2001:db8:1::7 is slow").incidents()).hasSize(1);
    }

    @Test
    void theProvidersOwnDeskIsToldOfWhatItsTicketsName() {
        everythingKnown();
        ownership = new NetworkOwnership(List.of(), List.of(), List.of(), true);

        TicketContext context = gather(gathering(), "No traffic over frankfurt-prague, L3VPN-0008 is down");

        assertThat(fleet.payloads("find_incidents")).singleElement().satisfies(payload -> assertThat(
                        payload.path("links").toString())
                .contains("frankfurt-prague"));
        assertThat(context.incidents()).singleElement().satisfies(incident -> assertThat(incident.services())
                .containsExactly("L3VPN-0008"));
    }

    @Test
    void ofManyIncidentsThoseThatTheTicketNamesAreToldFirst() {
        everythingKnown();
        ownership = new NetworkOwnership(List.of("Nordwind"), List.of("L3VPN-0007", "L3VPN-0009"), List.of(), false);
        fleet.on(
                "find_incidents",
                payload -> PeerStub.Reply.completed(FleetJson.parse("{\"incidents\":["
                        + IntStream.range(0, 9)
                                .mapToObj(i -> INCIDENT.substring(14, INCIDENT.length() - 2)
                                        .replace("0001", "000" + i)
                                        .replace("L3VPN-0007", i == 8 ? "L3VPN-0009" : "L3VPN-0007"))
                                .collect(Collectors.joining(","))
                        + "]}")));

        TicketContext context = gather(gathering(), "L3VPN-0009 is slow");

        assertThat(context.incidents()).hasSize(5);
        assertThat(context.incidents().getFirst().incidentId()).isEqualTo("INC-2026-0008");
        assertThat(context.incidents())
                .allSatisfy(incident -> assertThat(incident.services()).doesNotContain("L3VPN-0008"));
    }

    @Test
    void partialContextWithErrors() {
        everythingKnown();
        articles(found().withFixedDelay(3_000));

        TicketContext context =
                gather(gathering(Duration.ofSeconds(20), Duration.ofSeconds(1)), "Server 10.0.1.100 is slow");

        assertThat(context.errors()).containsExactly(new SourceError("kb_search", "Timeout after 1s"));
        assertThat(context.similarTickets()).hasSize(1);
        assertThat(context.systems()).hasSize(1);
        assertThat(context.nodesSuccess()).isEqualTo(3);
        assertThat(context.nodesFailed()).isEqualTo(1);
    }

    @Test
    void scenario1ContextGatheringTimeoutKeepsWhatHasCome() {
        everythingKnown();
        articles(found().withFixedDelay(25_000));

        TicketContext context =
                gather(gathering(Duration.ofSeconds(4), Duration.ofSeconds(30)), "Server 10.0.1.100 is slow");

        assertThat(context.systems()).hasSize(1);
        assertThat(context.errors()).extracting(SourceError::nodeName).contains("kb_search");
        assertThat(context.errors())
                .extracting(SourceError::message)
                .anyMatch(message -> message.startsWith("Timeout"));
        assertThat(context.nodesFailed()).isEqualTo(1);
    }

    @Test
    void aLostDatabaseCostsItsSourcesAndNothingElse() {
        everythingKnown();
        database.lost();

        TicketContext context = gather(gathering(), "Server 10.0.1.100 is slow");

        assertThat(context.articles()).hasSize(1);
        assertThat(context.incidents()).hasSize(1);
        assertThat(context.errors())
                .extracting(SourceError::nodeName)
                .containsExactlyInAnyOrder("ticket_search", "ip_lookup");
    }

    @Test
    void aFleetThatCannotFindOutIsAnErrorNotNoIncident() {
        everythingKnown();
        fleet.on("find_incidents", payload -> PeerStub.Reply.failed("topology_unavailable", true));

        TicketContext context = gather(gathering(), "Server 10.0.1.100 is slow");

        assertThat(context.errors()).extracting(SourceError::nodeName).containsExactly("network_incidents");
    }

    @Test
    void anOrchestratorThatIsAwayIsAnErrorNotNoIncident() {
        everythingKnown();
        fleet.close();

        TicketContext context = gather(gathering(), "Server 10.0.1.100 is slow");

        assertThat(context.errors())
                .containsExactly(new SourceError("network_incidents", "The orchestrator does not answer"));
    }

    @Test
    void articlesAreKeptForAWhileAndOnlyForTheirTenant() {
        everythingKnown();
        ContextGatherer gathering = gathering();

        gather(gathering, "Server is slow");
        gather(gathering, "server slow");
        assertThat(desk.http.findAll(getRequestedFor(urlPathEqualTo(SOLUTIONS))))
                .hasSize(1);

        TenantProfile other = new TenantProfile(
                "globex",
                URI.create(desk.url()),
                "key",
                ownership,
                List.of("openai/gpt-4"),
                EnhancementPreferences.DEFAULTS);
        gathering.gather(other, ticket("Server is slow"), within(Duration.ofSeconds(20)));
        assertThat(desk.http.findAll(getRequestedFor(urlPathEqualTo(SOLUTIONS))))
                .hasSize(2);
    }

    @Test
    void aRefusalOfTheKnowledgeBaseIsNotKept() {
        everythingKnown();
        ContextGatherer gathering = gathering();
        articles(jsonResponse("{\"response_status\":{\"status_code\":4002,\"status\":\"failed\"}}", 403));
        assertThat(gather(gathering, "Server is slow").errors())
                .containsExactly(new SourceError("kb_search", "The knowledge base refuses: servicedesk_4002"));

        articles(found());
        assertThat(gather(gathering, "Server is slow").articles()).hasSize(1);
    }

    @Test
    void systemsAreFoundByNameNetworkAndAnyFormOfAddress() {
        systems.replace(
                "acme",
                List.of(
                        new InventorySystem("db-01.acme.example", "2001:db8::10", "database", NOW),
                        new InventorySystem("web-01", "10.0.1.5", "web", NOW),
                        new InventorySystem("web-02", "10.0.2.5", "web", NOW)));

        assertThat(named("2001:0DB8:0:0::0010 does not answer")).containsExactly("db-01.acme.example");
        assertThat(named("DB-01 does not answer")).containsExactly("db-01.acme.example");
        assertThat(named("nothing in 10.0.1.0/24 answers")).containsExactly("web-01");
        assertThat(named("web-02 and 10.0.1.5 are slow, so is 10.0.0.0/8")).containsExactly("web-01", "web-02");
        assertThat(named("all is well")).isEmpty();
    }

    private List<String> named(String text) {
        return systems.named("acme", MentionedIdentifiers.in(text), 5).stream()
                .map(InventorySystem::hostname)
                .toList();
    }
}

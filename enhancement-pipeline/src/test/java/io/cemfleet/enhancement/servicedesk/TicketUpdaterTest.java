package io.cemfleet.enhancement.servicedesk;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.cemfleet.enhancement.StageFixtures.MARK;
import static io.cemfleet.enhancement.StageFixtures.tenant;
import static io.cemfleet.enhancement.StageFixtures.ticket;
import static io.cemfleet.enhancement.StageFixtures.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.cemfleet.enhancement.stage.EnhancementPreferences;
import io.cemfleet.enhancement.stage.EnhancementText;
import io.cemfleet.enhancement.stage.TicketUpdateOutcome;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketUpdaterTest {
    private static final EnhancementPreferences APPEND = new EnhancementPreferences(true, false, 5, 3, 5, 500, 0.3);
    private final DeskStub desk = new DeskStub();

    @AfterEach
    void stop() {
        desk.close();
    }

    private TicketUpdateOutcome update(EnhancementPreferences preferences, String markdown) {
        return update(preferences, markdown, Duration.ofSeconds(10));
    }

    private TicketUpdateOutcome update(EnhancementPreferences preferences, String markdown, Duration time) {
        return desk.update()
                .update(
                        tenant(desk.url(), preferences, "openai/gpt-4"),
                        ticket("Server is running slow"),
                        new EnhancementText(markdown, true, "openrouter", "openai/gpt-4", 1, 1, null),
                        within(time));
    }

    private TicketUpdateOutcome update() {
        return update(EnhancementPreferences.DEFAULTS, "### Recommended Next Steps\n- Restart it. [TKT-11111]");
    }

    private void writesAnswer(ResponseDefinitionBuilder first) {
        desk.http.stubFor(post(urlPathEqualTo(DeskStub.NOTES))
                .inScenario("writes")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(first)
                .willSetStateTo("works"));
        desk.http.stubFor(post(urlPathEqualTo(DeskStub.NOTES))
                .inScenario("writes")
                .whenScenarioStateIs("works")
                .willReturn(jsonResponse("{" + DeskStub.OK + "}", 200)));
    }

    @Test
    void theBlockIsAnInternalNoteInTheFormOfTheSeed() {
        TicketUpdateOutcome outcome = update();

        assertThat(outcome).isEqualTo(new TicketUpdateOutcome.Written());
        JsonNode note = desk.written().getFirst().path("request_note");
        assertThat(note.path("show_to_requester").asBoolean(true)).isFalse();
        assertThat(note.path("description").asText().replace("<br>", ""))
                .startsWith(
                        """
                        ---
                        ## Enhancement Recommendations

                        ### Recommended Next Steps
                        - Restart it. [TKT-11111]

                        Generated:""")
                .containsPattern("Generated: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC \\| " + MARK + "$");
        assertThat(desk.all()).allMatch(request -> "key-of-acme".equals(request.getHeader("authtoken")));
    }

    @Test
    void aTenantMayShowTheNoteToTheRequester() {
        update(new EnhancementPreferences(false, true, 5, 3, 5, 500, 0.3), "text");

        assertThat(desk.written()
                        .getFirst()
                        .path("request_note")
                        .path("show_to_requester")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void appendedToTheDescriptionTheOriginalIsKept() {
        desk.http.stubFor(get(urlPathEqualTo(DeskStub.REQUEST))
                .willReturn(jsonResponse(
                        "{\"request\":{\"id\":\"TKT-12345\",\"description\":\"<b>Server is running slow</b>\"},"
                                + DeskStub.OK + "}",
                        200)));
        desk.http.stubFor(put(urlPathEqualTo(DeskStub.REQUEST)).willReturn(jsonResponse("{" + DeskStub.OK + "}", 200)));

        TicketUpdateOutcome outcome = update(APPEND, "text");

        assertThat(outcome).isEqualTo(new TicketUpdateOutcome.Written());
        assertThat(desk.described()
                        .getFirst()
                        .path("request")
                        .path("description")
                        .asText())
                .startsWith("<b>Server is running slow</b><br>\n<br>\n---<br>\n## Enhancement Recommendations")
                .endsWith(MARK);
        assertThat(desk.written()).isEmpty();
    }

    @Test
    void aDescriptionThatCarriesTheBlockStaysAsItIs() {
        desk.http.stubFor(get(urlPathEqualTo(DeskStub.REQUEST))
                .willReturn(jsonResponse(
                        "{\"request\":{\"id\":\"1\",\"description\":\"slow<br>Generated: x | " + MARK + "\"},"
                                + DeskStub.OK + "}",
                        200)));

        assertThat(update(APPEND, "text")).isEqualTo(new TicketUpdateOutcome.AlreadyThere());
        assertThat(desk.described()).isEmpty();
    }

    @Test
    void aTicketThatCarriesTheNoteGetsNoSecondOne() {
        desk.notes("---<br>Generated: 2025-11-02 15:30:45 UTC | Correlation ID:&nbsp;other");
        assertThat(update()).isEqualTo(new TicketUpdateOutcome.Written());

        desk.notes("---<br>Generated: 2025-11-02 15:30:45 UTC | " + MARK);
        assertThat(update()).isEqualTo(new TicketUpdateOutcome.AlreadyThere());
        assertThat(desk.written()).hasSize(1);
    }

    @Test
    void aNoteThatTheListShowsWithoutItsTextIsOpened() {
        desk.http.stubFor(get(urlPathEqualTo(DeskStub.NOTES))
                .willReturn(jsonResponse("{\"notes\":[{\"id\":\"7\"}]," + DeskStub.OK + "}", 200)));
        desk.http.stubFor(get(urlPathEqualTo(DeskStub.NOTES + "/7"))
                .willReturn(jsonResponse(
                        "{\"note\":{\"id\":\"7\",\"description\":\"| " + MARK + "\"}," + DeskStub.OK + "}", 200)));

        assertThat(update()).isEqualTo(new TicketUpdateOutcome.AlreadyThere());
    }

    @Test
    void aWriteWhoseAnswerWasLostIsNotWrittenAgain() {
        desk.http.stubFor(
                post(urlPathEqualTo(DeskStub.NOTES)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        desk.http.stubFor(get(urlPathEqualTo(DeskStub.NOTES))
                .inScenario("lost")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(jsonResponse("{\"notes\":[]," + DeskStub.OK + "}", 200))
                .willSetStateTo("there"));
        desk.http.stubFor(get(urlPathEqualTo(DeskStub.NOTES))
                .inScenario("lost")
                .whenScenarioStateIs("there")
                .willReturn(jsonResponse(
                        "{\"notes\":[{\"id\":\"7\",\"description\":\"" + MARK + "\"}]," + DeskStub.OK + "}", 200)));

        assertThat(update()).isEqualTo(new TicketUpdateOutcome.Written());
        assertThat(desk.written()).hasSize(1);
    }

    /** Third column: the code inside, 0 for a body that is none of ServiceDesk's. */
    @ParameterizedTest
    @CsvSource({"429,4015", "400,4015", "200,4015", "500,4004", "500,4000", "503,0", "502,0", "429,0", "200,0"})
    void whatMayPassIsTriedAgain(int http, int code) {
        writesAnswer(
                code == 0 ? aResponse().withStatus(http).withBody("<html>busy</html>") : DeskStub.failed(http, code));

        assertThat(update()).isEqualTo(new TicketUpdateOutcome.Written());
        assertThat(desk.written()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "400,4012,servicedesk_4012",
        "200,4012,servicedesk_4012",
        "403,4002,servicedesk_4002",
        "401,4022,servicedesk_4022",
        "400,7001,servicedesk_7001",
        "403,0,http_403"
    })
    void otherRefusalsFailAtOnce(int http, int code, String expected) {
        writesAnswer(code == 0 ? aResponse().withStatus(http) : DeskStub.failed(http, code));

        assertThat(update())
                .isInstanceOfSatisfying(TicketUpdateOutcome.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(expected));
        assertThat(desk.written()).hasSize(1);
    }

    @Test
    void aServiceDeskThatStaysAwayIsGivenUpAfterTheLastAttempt() {
        desk.http.stubFor(post(urlPathEqualTo(DeskStub.NOTES)).willReturn(DeskStub.failed(503, 4004)));

        assertThat(update()).isInstanceOf(TicketUpdateOutcome.Unavailable.class);
        assertThat(desk.written()).hasSize(4);
    }

    @Test
    void aPauseThatIsAskedForBeyondTheDeadlineIsNotWaitedFor() {
        desk.http.stubFor(post(urlPathEqualTo(DeskStub.NOTES))
                .willReturn(DeskStub.failed(429, 4015).withHeader("Retry-After", "60")));

        assertThat(update(EnhancementPreferences.DEFAULTS, "text", Duration.ofSeconds(3)))
                .isEqualTo(new TicketUpdateOutcome.Unavailable("rate limit"));
        assertThat(desk.written()).hasSize(1);
    }

    @Test
    void aTicketNamedByItsNumberIsFoundUnderItsId() {
        desk.http.stubFor(get(urlPathEqualTo(DeskStub.NOTES)).willReturn(DeskStub.failed(404, 4007)));
        desk.http.stubFor(get(urlPathEqualTo("/api/v3/requests"))
                .withQueryParam("input_data", matchingJsonPath("$.list_info.search_criteria[0].field"))
                .willReturn(jsonResponse(
                        "{\"requests\":[{\"id\":\"9001\",\"display_id\":\"TKT-12345\"}]," + DeskStub.OK + "}", 200)));
        desk.http.stubFor(get(urlPathEqualTo("/api/v3/requests/9001"))
                .willReturn(jsonResponse("{\"request\":{\"id\":\"9001\"}," + DeskStub.OK + "}", 200)));
        desk.http.stubFor(get(urlPathEqualTo("/api/v3/requests/9001/notes"))
                .willReturn(jsonResponse("{\"notes\":[]," + DeskStub.OK + "}", 200)));
        desk.http.stubFor(post(urlPathEqualTo("/api/v3/requests/9001/notes"))
                .willReturn(jsonResponse("{" + DeskStub.OK + "}", 200)));

        assertThat(update()).isEqualTo(new TicketUpdateOutcome.Written());
    }

    @Test
    void aTicketThatDoesNotExistIsRefused() {
        desk.http.stubFor(get(urlPathEqualTo(DeskStub.NOTES)).willReturn(DeskStub.failed(404, 4007)));
        desk.http.stubFor(get(urlPathEqualTo("/api/v3/requests"))
                .willReturn(jsonResponse("{\"requests\":[]," + DeskStub.OK + "}", 200)));

        assertThat(update()).isInstanceOf(TicketUpdateOutcome.Refused.class);
    }

    @Test
    void anInstallationThatCallsItNoteGetsANote() {
        desk.http.stubFor(post(urlPathEqualTo(DeskStub.NOTES))
                .inScenario("writes")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(jsonResponse(
                        "{\"response_status\":{\"status_code\":4000,\"status\":\"failed\",\"messages\":[{\"status_code\":4001,\"field\":\"request_note\",\"message\":\"EXTRA_KEY_FOUND_IN_JSON\",\"type\":\"failed\"}]}}",
                        400))
                .willSetStateTo("note"));
        desk.http.stubFor(post(urlPathEqualTo(DeskStub.NOTES))
                .inScenario("writes")
                .whenScenarioStateIs("note")
                .willReturn(jsonResponse("{" + DeskStub.OK + "}", 200)));

        assertThat(update()).isEqualTo(new TicketUpdateOutcome.Written());
        assertThat(desk.written().getLast().has("note")).isTrue();
    }

    @Test
    void markupInTheTextIsShownNotRun() {
        update(EnhancementPreferences.DEFAULTS, "- <img src=x onerror=alert(1)> & <script>alert(2)</script> [TKT-1]");

        assertThat(desk.written()
                        .getFirst()
                        .path("request_note")
                        .path("description")
                        .asText())
                .doesNotContain("<img", "<script")
                .contains("&lt;script&gt;");
    }

    @Test
    void callsCarryTheCorrelationId() {
        try (var ignored = org.slf4j.MDC.putCloseable("correlation_id", "c-1")) {
            update();
        }

        assertThat(desk.http.findAll(getRequestedFor(urlPathEqualTo(DeskStub.NOTES))))
                .isNotEmpty()
                .allMatch(request -> "c-1".equals(request.getHeader("X-Correlation-ID")));
    }
}

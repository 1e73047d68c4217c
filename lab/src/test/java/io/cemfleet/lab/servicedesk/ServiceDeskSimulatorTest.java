package io.cemfleet.lab.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.lab.simulator.SimulatorClient;
import io.cemfleet.lab.simulator.SimulatorTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SimulatorTest
class ServiceDeskSimulatorTest {
    private SimulatorClient calls;
    private DeskTestClient desk;

    @BeforeEach
    void connect(@LocalServerPort int port) {
        calls = new SimulatorClient(port);
        desk = new DeskTestClient(calls);
    }

    @AfterEach
    void forget() {
        calls.delete("/lab/faults");
    }

    private void ticket(String id) {
        assertThat(calls.post(
                                "/lab/tickets",
                                "{\"ticket_id\":\"%s\",\"subject\":\"no link\",\"description\":\"<b>down</b>\",\"priority\":\"high\"}"
                                        .formatted(id))
                        .status())
                .isBetween(200, 201);
    }

    @Test
    void aTicketOfTheLabIsARequestUnderItsName() {
        // when
        ticket("TKT-1");
        SimulatorClient.Answer answer = desk.read("/requests/TKT-1");
        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type")).startsWith(DeskTestClient.V3);
        JsonNode request = answer.json().path("request");
        assertThat(request.path("display_id").asText()).isEqualTo("TKT-1");
        assertThat(request.path("priority").path("name").asText()).isEqualTo("High");
        assertThat(request.path("created_time").path("value").isTextual()).isTrue();
        assertThat(DeskTestClient.code(answer)).isEqualTo(2000);
    }

    @Test
    void aReplacedTicketHasNoNotes() {
        ticket("TKT-2");
        desk.write("POST", "/requests/TKT-2/notes", "{\"note\":{\"description\":\"n\"}}");
        ticket("TKT-2");
        assertThat(desk.read("/requests/TKT-2/notes").json().path("notes")).isEmpty();
    }

    @Test
    void whatAWriteChangedStandsInTheHistoryTheNewestFirst() {
        // given
        ticket("TKT-9");
        // when
        desk.write("PUT", "/requests/TKT-9", "{\"request\":{\"description\":\"one\"}}");
        desk.write("PUT", "/requests/TKT-9", "{\"request\":{\"description\":\"two\",\"subject\":\"s\"}}");
        // then
        JsonNode history = desk.read("/requests/TKT-9/_history").json().path("history");
        assertThat(history).hasSize(2);
        assertThat(history.get(0).path("diff")).hasSize(2);
        JsonNode first = history.get(1).path("diff").path(0);
        assertThat(first.path("field").path("name").asText()).isEqualTo("description");
        assertThat(first.path("previous_value").asText()).isEqualTo("<b>down</b>");
        assertThat(first.path("current_value").asText()).isEqualTo("one");
    }

    @ParameterizedTest
    @CsvSource({"request_note", "note"})
    void aNoteIsAcceptedUnderEitherName(String name) {
        // given
        ticket("TKT-3");
        // when
        SimulatorClient.Answer added = desk.write(
                "POST",
                "/requests/TKT-3/notes",
                "{\"%s\":{\"description\":\"look: a&b=c\",\"show_to_requester\":false}}".formatted(name));
        // then
        assertThat(added.status()).isEqualTo(201);
        JsonNode notes = desk.read("/requests/TKT-3/notes").json().path("notes");
        assertThat(notes).hasSize(1);
        assertThat(notes.get(0).path("description").asText()).isEqualTo("look: a&b=c");
        String id = notes.get(0).path("id").asText();
        assertThat(desk.read("/requests/TKT-3/notes/" + id)
                        .json()
                        .path("note")
                        .path("id")
                        .asText())
                .isEqualTo(id);
        assertThat(desk.read("/requests/TKT-3")
                        .json()
                        .path("request")
                        .path("has_notes")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aRequestCreatedByTheApiHasANumberBesidesItsId() {
        JsonNode made = desk.write("POST", "/requests", "{\"request\":{\"subject\":\"printer\"}}")
                .json()
                .path("request");
        assertThat(made.path("id").asText())
                .hasSizeGreaterThan(15)
                .isNotEqualTo(made.path("display_id").asText());
        assertThat(DeskTestClient.firstMessage(
                        desk.read("/requests/" + made.path("display_id").asText())))
                .isEqualTo(4007);
        JsonNode found = desk.read(
                        "/requests",
                        "{\"list_info\":{\"search_criteria\":[{\"field\":\"display_id\",\"condition\":\"is\",\"value\":\"%s\"}]}}"
                                .formatted(made.path("display_id").asText()))
                .json()
                .path("requests");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).path("id").asText()).isEqualTo(made.path("id").asText());
        assertThat(found.get(0).has("description")).isFalse();
    }

    @Test
    void anUpdateChangesOnlyWhatItBrings() {
        ticket("TKT-4");
        SimulatorClient.Answer answer = desk.write(
                "PUT", "/requests/TKT-4", "{\"request\":{\"description\":\"new\",\"status\":{\"name\":\"On Hold\"}}}");
        JsonNode request = answer.json().path("request");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(request.path("description").asText()).isEqualTo("new");
        assertThat(request.path("subject").asText()).isEqualTo("no link");
        assertThat(request.path("status").path("name").asText()).isEqualTo("On Hold");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"request\":{\"os\":\"x\"}}|4001",
                "{\"request\":{\"id\":\"7\"}}|4014",
                "{\"request\":{\"subject\":\"\"}}|4012",
                "{\"request\":{\"status\":\"Open\"}}|4021",
                "{\"request\":{\"status\":{\"name\":\"Gone\"}}}|4001",
                "{\"other\":{}}|4001",
                "{|4001"
            })
    void whatCannotBeWrittenIsRefusedByItsCode(String input, int code) {
        ticket("TKT-5");
        SimulatorClient.Answer answer = desk.write("PUT", "/requests/TKT-5", input);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("response_status").path("status").asText())
                .isEqualTo("failed");
        assertThat(DeskTestClient.firstMessage(answer)).isEqualTo(code);
    }

    @Test
    void aRawJsonBodyIsIgnored() {
        ticket("TKT-6");
        SimulatorClient.Answer answer = calls.call(
                "POST",
                "/servicedesk/api/v3/requests/TKT-6/notes",
                "{\"note\":{\"description\":\"n\"}}",
                "Content-Type",
                SimulatorClient.JSON,
                "authtoken",
                "technician-1");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(DeskTestClient.code(answer)).isEqualTo(4012);
    }

    @Test
    void readingRequiresAKeyAndInTheCloudATokenAndMediaType() {
        assertThat(calls.get("/servicedesk/api/v3/requests").status()).isEqualTo(401);
        String cloud = "/servicedesk/app/noc/api/v3/requests";
        assertThat(calls.get(cloud, "authtoken", "k", "Accept", DeskTestClient.V3)
                        .status())
                .isEqualTo(401);
        String token = "Zoho-oauthtoken t";
        assertThat(calls.get(cloud, "Authorization", token).status()).isEqualTo(404);
        assertThat(calls.get(cloud, "Authorization", token, "Accept", DeskTestClient.V3)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aListIsPagedAndItsStatusIsAList() {
        String page = "{\"list_info\":{\"row_count\":5,\"start_index\":%d,\"sort_field\":\"created_time\","
                + "\"sort_order\":\"desc\",\"get_total_count\":true}}";
        JsonNode first = desk.read("/requests", page.formatted(1)).json();
        assertThat(first.path("response_status").isArray()).isTrue();
        assertThat(first.path("requests")).hasSize(5);
        assertThat(first.path("list_info").path("has_more_rows").asBoolean()).isTrue();
        int total = first.path("list_info").path("total_count").asInt();
        JsonNode last = desk.read("/requests", page.formatted(total)).json();
        assertThat(last.path("requests")).hasSize(1);
        assertThat(last.path("list_info").path("has_more_rows").asBoolean()).isFalse();
        assertThat(time(first.path("requests").get(0)))
                .isGreaterThanOrEqualTo(time(last.path("requests").get(0)));
    }

    private static long time(JsonNode request) {
        return request.path("created_time").path("value").asLong();
    }

    @Test
    void solutionsAreFoundByAnyWordAndDraftsSaySo() {
        JsonNode found = desk.read(
                        "/solutions",
                        """
                        {"list_info":{"row_count":50,"search_criteria":[
                          {"field":"title","condition":"contains","value":"LATENCY"},
                          {"field":"description","condition":"contains","value":"crc","logical_operator":"OR"}]}}""")
                .json()
                .path("solutions");
        assertThat(found.findValuesAsText("title"))
                .anyMatch(title -> title.contains("latency"))
                .anyMatch(title -> title.contains("CRC"))
                .noneMatch(title -> title.contains("MTU"));
        JsonNode drafts = desk.read(
                        "/solutions",
                        """
                        {"list_info":{"search_criteria":{"field":"approval_status.name","condition":"is not","value":"Approved"}}}""")
                .json()
                .path("solutions");
        assertThat(drafts).isNotEmpty();
    }

    @Test
    void theRateLimitComesInBothDresses() {
        ticket("TKT-7");
        calls.fault("servicedesk", "rate_limited", 1, "");
        SimulatorClient.Answer loud = desk.read("/requests/TKT-7");
        calls.fault("servicedesk", "rate_limited_inside", 1, "");
        SimulatorClient.Answer quiet = desk.read("/requests/TKT-7");
        calls.fault("servicedesk", "error_inside", 1, "");
        SimulatorClient.Answer failed = desk.read("/requests/TKT-7");

        assertThat(loud.status()).isEqualTo(429);
        assertThat(quiet.status()).isEqualTo(400);
        assertThat(DeskTestClient.firstMessage(loud)).isEqualTo(4015);
        assertThat(DeskTestClient.firstMessage(quiet)).isEqualTo(4015);
        assertThat(failed.status()).isEqualTo(200);
        assertThat(DeskTestClient.code(failed)).isEqualTo(4004);
        assertThat(desk.read("/requests/TKT-7").status()).isEqualTo(200);
    }

    @Test
    void requestsAreRecordedWithoutTheKey() {
        calls.delete("/lab/faces/servicedesk/requests");
        ticket("TKT-8");
        desk.write("POST", "/requests/TKT-8/notes", "{\"note\":{\"description\":\"n\"}}");
        JsonNode items = calls.requests("servicedesk");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).path("path").asText()).isEqualTo("/servicedesk/api/v3/requests/TKT-8/notes");
        assertThat(items.toString()).doesNotContain("technician-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"ticket_id\":\"a b\",\"subject\":\"s\"}|ticket_id",
                "{\"ticket_id\":\"A\"}|subject",
                "{\"subject\":\"s\",\"priority\":\"now\"}|priority"
            })
    void aTicketThatCannotBeMadeNamesTheField(String order, String field) {
        SimulatorClient.Answer answer = calls.post("/lab/tickets", order);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").get(0).path("field").asText()).isEqualTo(field);
    }

    @Test
    void withoutAWebhookNothingIsFired() {
        assertThat(calls.post("/lab/tickets", "{\"subject\":\"s\",\"fire\":true}")
                        .status())
                .isEqualTo(409);
    }
}

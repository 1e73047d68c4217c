package io.cemfleet.enhancement.servicedesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.enhancement.privacy.PlainText;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.TenantProfile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A tenant's ServiceDesk Plus. Each method is one operation without retries, done by the deadline or not at all. */
@Component
public class ServiceDeskClient {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;

    private final DeskHttpClient http;
    private final ServiceDeskSettings settings;
    private final Clock clock;

    ServiceDeskClient(DeskHttpClient http, ServiceDeskSettings settings, Clock clock) {
        this.http = http;
        this.settings = settings;
        this.clock = clock;
    }

    /** A request by its internal id or, where there is none, by the number that users see. */
    public DeskResponse<DeskTicket> ticket(TenantProfile tenant, String ticketId, StageDeadline deadline) {
        DeskResponse<DeskTicket> direct = call(tenant, "GET", requestPath(ticketId), null, deadline)
                .map(body -> DeskJson.ticket(body.path("request")));
        if (!(direct instanceof DeskResponse.Refused<DeskTicket> refused) || !refused.notFound()) {
            return direct;
        }
        DeskResponse<JsonNode> listed = call(tenant, "GET", "/requests", DeskJson.displayId(ticketId), deadline);
        return listed.then(body -> {
            for (JsonNode request : body.path("requests")) {
                if (request.path("display_id").asText().equals(ticketId)) {
                    String id = request.path("id").asText();
                    return call(tenant, "GET", requestPath(id), null, deadline)
                            .map(found -> DeskJson.ticket(found.path("request")));
                }
            }
            return new DeskResponse.Refused<>(refused.code(), "the service desk has no request " + ticketId);
        });
    }

    /**
     * Requests created since then, the newest first, as the list returns them.
     *
     * @param most at most 2,000
     */
    public DeskResponse<List<DeskTicket>> recent(
            TenantProfile tenant, Instant since, int most, StageDeadline deadline) {
        List<DeskTicket> tickets = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES && tickets.size() < most; page++) {
            ObjectNode input = DeskJson.createdSince(since, Math.min(PAGE, most), page * PAGE + 1);
            DeskResponse<JsonNode> answer = call(tenant, "GET", "/requests", input, deadline);
            if (!(answer instanceof DeskResponse.Ok<JsonNode>(JsonNode body))) {
                return answer.map(never -> tickets);
            }
            for (JsonNode request : body.path("requests")) {
                DeskTicket ticket = DeskJson.ticket(request);
                if (ticket.createdAt() == null || !ticket.createdAt().isBefore(since)) {
                    tickets.add(ticket);
                }
            }
            if (!body.path("list_info").path("has_more_rows").asBoolean(false)) {
                break;
            }
        }
        return new DeskResponse.Ok<>(tickets.size() > most ? List.copyOf(tickets.subList(0, most)) : tickets);
    }

    /** Articles that contain any of the terms, in no order. */
    public DeskResponse<List<DeskSolution>> solutions(
            TenantProfile tenant, Collection<String> terms, int most, StageDeadline deadline) {
        return call(tenant, "GET", "/solutions", DeskJson.containing(terms, most), deadline)
                .map(body -> {
                    List<DeskSolution> found = new ArrayList<>();
                    for (JsonNode solution : body.path("solutions")) {
                        if (DeskJson.approved(solution)) {
                            found.add(DeskJson.solution(solution));
                        }
                    }
                    return found;
                });
    }

    /** Whether a note of the request contains a line. */
    DeskResponse<Boolean> hasNote(TenantProfile tenant, String requestId, String line, StageDeadline deadline) {
        String path = requestPath(requestId) + "/notes";
        for (int page = 0; page < MOST_PAGES; page++) {
            DeskResponse<JsonNode> answer = call(tenant, "GET", path, DeskJson.list(PAGE, page * PAGE + 1), deadline);
            if (!(answer instanceof DeskResponse.Ok<JsonNode>(JsonNode body))) {
                return answer.map(never -> false);
            }
            for (JsonNode note : body.has("notes") ? body.path("notes") : body.path("request_notes")) {
                DeskResponse<Boolean> found = holds(tenant, path, note, line, deadline);
                if (!(found instanceof DeskResponse.Ok<Boolean>(Boolean yes)) || yes) {
                    return found;
                }
            }
            if (!body.path("list_info").path("has_more_rows").asBoolean(false)) {
                return new DeskResponse.Ok<>(false);
            }
        }
        return new DeskResponse.Ok<>(false);
    }

    /** Some versions list notes without their text. */
    private DeskResponse<Boolean> holds(
            TenantProfile tenant, String path, JsonNode note, String line, StageDeadline deadline) {
        if (note.path("description").isTextual()) {
            return new DeskResponse.Ok<>(contains(note.path("description").asText(), line));
        }
        return call(tenant, "GET", path + "/" + encoded(note.path("id").asText()), null, deadline)
                .map(body -> body.has("note") ? body.path("note") : body.path("request_note"))
                .map(whole -> contains(whole.path("description").asText(""), line));
    }

    /** Whether a text contains a line; of a text too long to be read as a whole, its markup is searched. */
    static boolean contains(String html, String line) {
        return html.contains(line) || PlainText.of(html).contains(line);
    }

    /**
     * Changes of a request's description, the newest first; refused by a desk that keeps none, or does not return them.
     */
    DeskResponse<List<DescriptionChange>> descriptionChanges(
            TenantProfile tenant, String requestId, StageDeadline deadline) {
        return call(tenant, "GET", requestPath(requestId) + "/_history", DeskJson.list(PAGE, 1), deadline)
                .map(DeskJson::descriptionChanges);
    }

    /** Adds a note; an installation that does not know the cloud's name for it gets the other one. */
    DeskResponse<JsonNode> addNote(
            TenantProfile tenant, String requestId, String html, boolean showToRequester, StageDeadline deadline) {
        String path = requestPath(requestId) + "/notes";
        DeskResponse<JsonNode> answer =
                call(tenant, "POST", path, DeskJson.note("request_note", html, showToRequester), deadline);
        return answer instanceof DeskResponse.Refused<JsonNode> refused
                        && refused.code().equals("servicedesk_4001")
                        && refused.message().contains("request_note")
                ? call(tenant, "POST", path, DeskJson.note("note", html, showToRequester), deadline)
                : answer;
    }

    DeskResponse<JsonNode> describe(TenantProfile tenant, String requestId, String html, StageDeadline deadline) {
        return call(tenant, "PUT", requestPath(requestId), DeskJson.description(html), deadline);
    }

    private DeskResponse<JsonNode> call(
            TenantProfile tenant, String method, String path, @Nullable JsonNode input, StageDeadline deadline) {
        Duration left = deadline.remaining(clock);
        Duration timeout = left.compareTo(settings.callTimeout()) < 0 ? left : settings.callTimeout();
        return http.send(tenant, new DeskHttpClient.DeskCall(method, path, input), timeout);
    }

    private static String requestPath(String requestId) {
        return "/requests/" + encoded(requestId);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

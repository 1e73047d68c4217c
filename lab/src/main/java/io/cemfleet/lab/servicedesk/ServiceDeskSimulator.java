package io.cemfleet.lab.servicedesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * ServiceDesk Plus, API version 3: {@code /servicedesk/api/v3} for an on-premises installation, and {@code
 * /servicedesk/app/{portal}/api/v3} as the cloud.
 */
@RestController
@RequestMapping({ServiceDeskSimulator.BASE, "/servicedesk/app/{portal}/api/v3"})
final class ServiceDeskSimulator {
    static final String BASE = "/servicedesk/api/v3";
    private static final String V3 = "application/vnd.manageengine.sdp.v3+json";
    private static final String ANY_VENDOR = "application/vnd.manageengine.sdp";

    private final RequestTable requests;
    private final SolutionTable solutions;
    private final DeskWebhook webhook;

    ServiceDeskSimulator(RequestTable requests, SolutionTable solutions, DeskWebhook webhook) {
        this.requests = requests;
        this.solutions = solutions;
        this.webhook = webhook;
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> refused(DeskRefusal refusal, HttpServletRequest request) {
        return ResponseEntity.status(refusal.http()).contentType(type(request)).body(refusal.body());
    }

    /** Checks a technician's key or a token; the cloud and other versions of the API require their media type. */
    @ModelAttribute
    void admit(HttpServletRequest request) {
        String authorization = Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .orElse("");
        boolean cloud = !request.getRequestURI().startsWith(BASE);
        boolean key = has(request, "authtoken") || has(request, "TECHNICIAN_KEY");
        if (cloud ? !authorization.matches("Zoho-oauthtoken \\S+") : !key && authorization.isBlank()) {
            throw DeskRefusal.invalidKey();
        }
        String accept = accept(request);
        if (cloud && !accept.contains(V3) || accept.contains(ANY_VENDOR) && !accept.contains(V3)) {
            throw DeskRefusal.invalidUrl();
        }
    }

    @GetMapping("/requests")
    ResponseEntity<ObjectNode> list(HttpServletRequest request) {
        ObjectNode body = ListInfoPage.of("requests", requests.all(), InputData.ofRead(request));
        body.path("requests").forEach(row -> RequestTable.brief((ObjectNode) row));
        return ok(request, body);
    }

    @PostMapping("/requests")
    ResponseEntity<ObjectNode> create(HttpServletRequest request) {
        ObjectNode made = requests.make(null, InputData.ofWrite(request, "request"));
        webhook.later(() -> webhook.created(made));
        return one(request, "request", made, 201);
    }

    @GetMapping("/requests/{id}")
    ResponseEntity<ObjectNode> get(@PathVariable String id, HttpServletRequest request) {
        return one(request, "request", requests.get(id), 200);
    }

    @PutMapping("/requests/{id}")
    ResponseEntity<ObjectNode> update(@PathVariable String id, HttpServletRequest request) {
        return written(request, id, InputData.ofWrite(request, "request"));
    }

    @PutMapping("/requests/{id}/close")
    ResponseEntity<ObjectNode> close(@PathVariable String id, HttpServletRequest request) {
        JsonNode given = InputData.ofWrite(request, "request");
        given.fieldNames().forEachRemaining(name -> {
            if (!name.equals("closure_info")) {
                throw DeskRefusal.extraKey(name);
            }
        });
        ObjectNode fields = given.deepCopy();
        fields.putObject("status").put("name", "Closed");
        return written(request, id, fields);
    }

    private ResponseEntity<ObjectNode> written(HttpServletRequest request, String id, JsonNode fields) {
        RequestTable.RequestWrite written = requests.update(id, fields);
        if (written.resolved()) {
            webhook.later(() -> webhook.resolved(written.request()));
        }
        return one(request, "request", written.request(), 200);
    }

    @GetMapping("/requests/{id}/notes")
    ResponseEntity<ObjectNode> notes(@PathVariable String id, HttpServletRequest request) {
        return ok(request, ListInfoPage.of("notes", requests.notes(id), InputData.ofRead(request)));
    }

    @GetMapping("/requests/{id}/_history")
    ResponseEntity<ObjectNode> history(@PathVariable String id, HttpServletRequest request) {
        return ok(request, ListInfoPage.of("history", requests.changes(id), InputData.ofRead(request)));
    }

    @GetMapping("/requests/{id}/notes/{note}")
    ResponseEntity<ObjectNode> note(@PathVariable String id, @PathVariable String note, HttpServletRequest request) {
        ObjectNode found = requests.notes(id).stream()
                .filter(each -> each.path("id").asText().equals(note))
                .findFirst()
                .orElseThrow(DeskRefusal::invalidUrl);
        return one(request, "note", found, 200);
    }

    /** The cloud calls a note {@code request_note}, installations call it {@code note}; both are accepted. */
    @PostMapping("/requests/{id}/notes")
    ResponseEntity<ObjectNode> addNote(@PathVariable String id, HttpServletRequest request) {
        return one(request, "note", requests.addNote(id, InputData.ofWrite(request, "request_note", "note")), 201);
    }

    @GetMapping("/solutions")
    ResponseEntity<ObjectNode> solutions(HttpServletRequest request) {
        return ok(request, ListInfoPage.of("solutions", solutions.all(), InputData.ofRead(request)));
    }

    @GetMapping("/solutions/{id}")
    ResponseEntity<ObjectNode> solution(@PathVariable String id, HttpServletRequest request) {
        return one(request, "solution", solutions.get(id), 200);
    }

    @RequestMapping("/**")
    ResponseEntity<ObjectNode> nothingThere() {
        throw DeskRefusal.invalidUrl();
    }

    private static ResponseEntity<ObjectNode> one(
            HttpServletRequest request, String name, ObjectNode entity, int http) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set(name, entity);
        body.putObject("response_status").put("status_code", 2000).put("status", "success");
        return ResponseEntity.status(http).contentType(type(request)).body(body);
    }

    private static ResponseEntity<ObjectNode> ok(HttpServletRequest request, ObjectNode body) {
        return ResponseEntity.ok().contentType(type(request)).body(body);
    }

    private static MediaType type(HttpServletRequest request) {
        return accept(request).contains(V3) ? MediaType.parseMediaType(V3) : MediaType.APPLICATION_JSON;
    }

    private static String accept(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)).orElse("");
    }

    private static boolean has(HttpServletRequest request, String header) {
        String value = request.getHeader(header);
        return value != null && !value.isBlank();
    }
}

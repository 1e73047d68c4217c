package io.cemfleet.lab.servicenow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /servicenow/api/now/table/incident}. */
@RestController
@RequestMapping("/servicenow/api/now/table/{table}")
final class ServiceNowSimulator {
    private final IncidentTable incidents;
    private final ObjectMapper json;

    ServiceNowSimulator(IncidentTable incidents, ObjectMapper json) {
        this.incidents = incidents;
        this.json = json;
    }

    /** An answer that ends the request early. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final HttpStatus status;
        private final String detail;

        Refusal(HttpStatus status, String message, String detail) {
            super(message);
            this.status = status;
            this.detail = detail;
        }
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal) {
        return ResponseEntity.status(refusal.status)
                .body(Map.of(
                        "error",
                        Map.of("message", String.valueOf(refusal.getMessage()), "detail", refusal.detail),
                        "status",
                        "failure"));
    }

    @ModelAttribute
    void admit(HttpServletRequest request, @PathVariable String table) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean known = authorization != null && authorization.matches("(Basic|Bearer) \\S+")
                || request.getHeader("x-sn-apikey") != null;
        if (!known) {
            throw new Refusal(
                    HttpStatus.UNAUTHORIZED, "User Not Authenticated", "Required to provide Auth information");
        }
        if (!table.equals("incident")) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "Invalid table " + table, "");
        }
    }

    @PostMapping
    ResponseEntity<Object> insert(HttpServletRequest request, @RequestBody(required = false) @Nullable String body) {
        Map<String, String> row = accepted(incidents.insert(values(request, body)));
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.LOCATION, request.getRequestURL() + "/" + row.get("sys_id"))
                .body(Map.of("result", row));
    }

    @GetMapping
    ResponseEntity<Object> list(
            @RequestParam(name = "sysparm_query", required = false) @Nullable String query,
            @RequestParam(name = "sysparm_limit", defaultValue = "10000") int limit,
            @RequestParam(name = "sysparm_offset", defaultValue = "0") int offset,
            @RequestParam(name = "sysparm_fields", required = false) @Nullable String fields) {
        List<Map<String, String>> found = incidents.list(EncodedQuery.parse(query));
        List<Map<String, String>> page = found.stream()
                .skip(Math.max(0, offset))
                .limit(Math.max(0, limit))
                .map(row -> only(row, fields))
                .toList();
        return ResponseEntity.ok()
                .header("X-Total-Count", String.valueOf(found.size()))
                .body(Map.of("result", page));
    }

    @GetMapping("/{sysId}")
    ResponseEntity<Object> get(
            @PathVariable String sysId,
            @RequestParam(name = "sysparm_fields", required = false) @Nullable String fields) {
        Map<String, String> row = incidents.find(sysId).orElseThrow(ServiceNowSimulator::noRecord);
        return ResponseEntity.ok(Map.of("result", only(row, fields)));
    }

    @RequestMapping(
            path = "/{sysId}",
            method = {RequestMethod.PATCH, RequestMethod.PUT})
    ResponseEntity<Object> update(
            HttpServletRequest request,
            @PathVariable String sysId,
            @RequestBody(required = false) @Nullable String body) {
        Map<String, String> values = values(request, body);
        IncidentTable.Written written = incidents.update(sysId, values).orElseThrow(ServiceNowSimulator::noRecord);
        return ResponseEntity.ok(Map.of("result", accepted(written)));
    }

    @DeleteMapping("/{sysId}")
    void delete(@PathVariable String sysId, HttpServletResponse response) {
        if (!incidents.delete(sysId)) {
            throw noRecord();
        }
        response.setStatus(HttpStatus.NO_CONTENT.value());
    }

    private static Map<String, String> accepted(IncidentTable.Written written) {
        IncidentTable.Refused refused = written.refused();
        if (refused != null || written.row() == null) {
            throw new Refusal(
                    HttpStatus.FORBIDDEN,
                    refused == null ? "Operation Failed" : refused.message(),
                    refused == null ? "" : refused.detail());
        }
        return written.row();
    }

    private Map<String, String> values(HttpServletRequest request, @Nullable String body) {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        if (!type.startsWith("application/json")) {
            throw new Refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type", type);
        }
        try {
            JsonNode node = json.readTree(body == null ? "" : body);
            if (!node.isObject()) {
                throw new Refusal(HttpStatus.BAD_REQUEST, "Exception while reading request", "not a JSON object");
            }
            Map<String, String> values = new LinkedHashMap<>();
            node.properties().forEach(f -> values.put(f.getKey(), f.getValue().asText("")));
            return values;
        } catch (JsonProcessingException e) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST, "Exception while reading request", "The payload is not valid JSON");
        }
    }

    private static Map<String, String> only(Map<String, String> row, @Nullable String fields) {
        if (fields == null || fields.isBlank()) {
            return row;
        }
        Map<String, String> kept = new LinkedHashMap<>();
        Arrays.stream(fields.split(",", -1)).map(String::strip).forEach(f -> kept.put(f, row.getOrDefault(f, "")));
        return kept;
    }

    private static Refusal noRecord() {
        return new Refusal(
                HttpStatus.NOT_FOUND, "No Record found", "Record doesn't exist or ACL restricts the record retrieval");
    }
}

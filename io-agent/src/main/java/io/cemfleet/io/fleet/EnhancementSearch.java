package io.cemfleet.io.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * The history of enhancements, page by page. The pipeline finds by tenant and ticket; where a status is wanted too, its
 * pages are read until enough fit, {@value #LOOKS} of them at most: a page may then be short, or empty, and have a next.
 */
@Component
class EnhancementSearch {
    private static final int PAGE = 50;
    private static final int WIDE = 200;
    private static final int LOOKS = 5;

    private final FleetDoor door;
    private final ObjectMapper mapper;

    EnhancementSearch(FleetDoor door, ObjectMapper mapper) {
        this.door = door;
        this.mapper = mapper;
    }

    /** Which; null means any. */
    record Filter(@Nullable String tenant, @Nullable String ticket, @Nullable String status) {}

    /** @param next goes back as {@code cursor}; absent at the end of the history */
    record Page(List<JsonNode> items, @Nullable String next) {}

    /** A page, or the problem that the pipeline has with the question. */
    ResponseEntity<?> page(Filter filter, @Nullable String cursor, HttpServletRequest http) {
        int size = filter.status() == null ? PAGE : WIDE;
        List<JsonNode> found = new ArrayList<>();
        String next = cursor;
        for (int look = 0; look < LOOKS; look++) {
            ResponseEntity<byte[]> answer =
                    door.ask(Ask.look(AgentName.ENHANCEMENT_PIPELINE, path(filter, next, size), http));
            if (!answer.getStatusCode().is2xxSuccessful()) {
                return answer;
            }
            JsonNode page = read(answer.getBody());
            for (JsonNode item : page.path("items")) {
                if (filter.status() == null || item.path("status").asText().equals(filter.status())) {
                    found.add(item);
                }
            }
            next = page.path("next").asText(null);
            if (next == null || filter.status() == null || found.size() >= PAGE) {
                break;
            }
        }
        return ResponseEntity.ok(new Page(found, next));
    }

    private static String path(Filter filter, @Nullable String cursor, int size) {
        return "/api/enhancements?limit=" + size + parameter("tenant_id", filter.tenant())
                + parameter("ticket_id", filter.ticket()) + parameter("cursor", cursor);
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private JsonNode read(byte @Nullable [] body) {
        try {
            return mapper.readTree(body == null ? new byte[0] : body);
        } catch (IOException e) {
            throw new ProblemException(HttpStatus.BAD_GATEWAY, "the history cannot be read");
        }
    }
}

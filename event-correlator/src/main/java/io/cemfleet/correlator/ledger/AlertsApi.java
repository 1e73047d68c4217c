package io.cemfleet.correlator.ledger;

import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.input.SourceTime;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/alerts}: what happened to each alert, newest first. */
@RestController
class AlertsApi {
    private static final int PAGE = 200;

    private final AlertLedger ledger;

    AlertsApi(AlertLedger ledger) {
        this.ledger = ledger;
    }

    record Page(List<Map<String, Object>> items, @Nullable String next) {}

    private record Cursor(@Nullable Instant at, @Nullable String id) {}

    @GetMapping("/api/alerts")
    Page list(
            @RequestParam(name = "source", required = false) @Nullable String source,
            @RequestParam(name = "verdict", required = false) @Nullable String verdict,
            @RequestParam(name = "link_id", required = false) @Nullable String linkId,
            @RequestParam(name = "incident_id", required = false) @Nullable String incidentId,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        int size = Math.clamp(limit, 1, PAGE);
        Cursor from = cursor == null ? new Cursor(null, null) : decoded(cursor);
        AlertLedger.AlertFilter filter = new AlertLedger.AlertFilter(
                query("source", source),
                query("verdict", verdict),
                query("link_id", linkId),
                query("incident_id", incidentId));
        List<Map<String, Object>> found = ledger.list(filter, from.at(), from.id(), size + 1).stream()
                .map(AlertView::flat)
                .toList();
        List<Map<String, Object>> items = found.subList(0, Math.min(size, found.size()));
        return new Page(items, found.size() > size ? encoded(items.getLast()) : null);
    }

    /** Text to search for; no column holds a longer one. */
    private static @Nullable String query(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        String fault = SafeText.fault(value);
        if (fault != null) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "the query's " + name + ' ' + fault);
        }
        if (value.length() > FieldLimits.ID) {
            String tooLong = "must not be longer than " + FieldLimits.ID + " characters";
            throw ProblemException.unprocessable("a query is too long", List.of(new FieldProblem(name, tooLong)));
        }
        return value;
    }

    private static String encoded(Map<String, Object> last) {
        String plain = text(last.get("received_at")) + ' ' + text(last.get("alert_id"));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(@Nullable Object value) {
        return value instanceof com.fasterxml.jackson.databind.JsonNode node ? node.asText() : String.valueOf(value);
    }

    private static Cursor decoded(String cursor) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int space = plain.indexOf(' ');
            Instant at = Instant.parse(plain.substring(0, space));
            String id = plain.substring(space + 1);
            if (SourceTime.isPlausible(at) && SafeText.fault(id) == null) {
                return new Cursor(at, id);
            }
            throw new IllegalArgumentException("no page gave it out");
        } catch (RuntimeException e) {
            throw ProblemException.unprocessable(
                    "the cursor is none of ours", List.of(new FieldProblem("cursor", "cannot be read")));
        }
    }
}

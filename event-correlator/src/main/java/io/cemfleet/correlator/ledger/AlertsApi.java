package io.cemfleet.correlator.ledger;

import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.page.Page;
import io.cemfleet.runtime.page.PageCursor;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
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
    private final AlertLedger ledger;

    AlertsApi(AlertLedger ledger) {
        this.ledger = ledger;
    }

    @GetMapping("/api/alerts")
    Page<Map<String, Object>> list(
            @RequestParam(name = "source", required = false) @Nullable String source,
            @RequestParam(name = "verdict", required = false) @Nullable String verdict,
            @RequestParam(name = "link_id", required = false) @Nullable String linkId,
            @RequestParam(name = "incident_id", required = false) @Nullable String incidentId,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        int size = Math.clamp(limit, 1, Page.MOST);
        PageCursor after = PageCursor.read(cursor, 2).orElse(null);
        AlertLedger.AlertFilter filter = new AlertLedger.AlertFilter(
                query("source", source),
                query("verdict", verdict),
                query("link_id", linkId),
                query("incident_id", incidentId));
        List<Map<String, Object>> found = ledger
                .list(filter, after == null ? null : after.time(0), after == null ? null : after.text(1), size + 1)
                .stream()
                .map(AlertView::flat)
                .toList();
        return Page.of(found, size, alert -> List.of(text(alert.get("received_at")), text(alert.get("alert_id"))));
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

    private static String text(@Nullable Object value) {
        return value instanceof com.fasterxml.jackson.databind.JsonNode node ? node.asText() : String.valueOf(value);
    }
}

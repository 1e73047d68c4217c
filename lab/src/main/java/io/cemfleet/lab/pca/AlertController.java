package io.cemfleet.lab.pca;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The API of alerts: their exports, the open ones, and the past ones. */
@RestController
class AlertController {

    private final AlertEngine engine;
    private final AlertExports exports;

    AlertController(AlertEngine engine, AlertExports exports) {
        this.engine = engine;
        this.exports = exports;
    }

    @PostMapping("/api/v3/alertexport")
    ResponseEntity<JsonApi.Document<JsonApi.Item<AlertExport.Attributes>>> register(
            @RequestBody(required = false) @Nullable String body) {
        AlertExport export = exports.register(JsonApi.attributes(body));
        return ResponseEntity.status(201).body(new JsonApi.Document<>(export.item()));
    }

    @GetMapping("/api/v3/alertexport")
    JsonApi.Document<List<JsonApi.Item<AlertExport.Attributes>>> registered() {
        return new JsonApi.Document<>(
                exports.all().stream().map(AlertExport::item).toList());
    }

    @DeleteMapping("/api/v3/alertexport/{id}")
    ResponseEntity<?> remove(@PathVariable String id) {
        return exports.remove(id) ? ResponseEntity.noContent().build() : PcaErrors.plain(404, "alert export not found");
    }

    @PostMapping("/api/v2/alerts/active")
    JsonApi.Document<List<JsonApi.Item<AlertPayload>>> active() {
        return items(engine.active());
    }

    @GetMapping("/api/v2/alerts/active/policies/{id}")
    JsonApi.Document<List<JsonApi.Item<AlertPayload>>> activeOf(@PathVariable String id) {
        return items(engine.active().stream()
                .filter(alert -> alert.policyId().equals(id))
                .toList());
    }

    @GetMapping({"/api/v2/alerts/history", "/api/v2/alerts/history/"})
    JsonApi.Document<List<JsonApi.Item<AlertPayload>>> history(
            @RequestParam(defaultValue = "") String policyId,
            @RequestParam(defaultValue = "") String monitoredObjectId,
            @RequestParam(defaultValue = "") String alertState,
            @RequestParam(defaultValue = "") String interval,
            @RequestParam(defaultValue = "100") int limit) {
        Predicate<AlertPayload> wanted = within(interval)
                .and(alert -> policyId.isEmpty() || policyId.equals(alert.policyId()))
                .and(alert -> monitoredObjectId.isEmpty() || monitoredObjectId.equals(alert.objectId()))
                .and(alert -> alertState.isEmpty() || alertState.equals(alert.alertState()));
        return items(engine.history().stream()
                .filter(wanted)
                .limit(Math.max(1, limit))
                .toList());
    }

    private static Predicate<AlertPayload> within(String interval) {
        if (interval.isEmpty()) {
            return alert -> true;
        }
        String[] ends = interval.split("/", -1);
        try {
            Instant from = Instant.parse(ends[0]);
            Instant to = Instant.parse(ends[ends.length - 1]);
            return alert -> alert.timestamp() >= from.toEpochMilli() && alert.timestamp() <= to.toEpochMilli();
        } catch (DateTimeException e) {
            throw new PcaErrors.BadRequest("interval cannot be read");
        }
    }

    private static JsonApi.Document<List<JsonApi.Item<AlertPayload>>> items(List<AlertPayload> alerts) {
        return new JsonApi.Document<>(alerts.stream()
                .map(alert -> new JsonApi.Item<>(alert.uid(), "alerts", alert))
                .toList());
    }
}

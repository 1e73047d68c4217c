package io.cemfleet.correlator.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.IncidentSource;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All sources of alerts, by their ids. */
@Component
public class AlertSources {
    private final Map<AlertSourceId, AlertSource> byId = new LinkedHashMap<>();

    /** @throws IllegalStateException when two sources have the same id, or one has this agent's own */
    public AlertSources(List<AlertSource> sources) {
        for (AlertSource source : sources) {
            if (source.id().equals(AlertSourceId.CORRELATOR) || byId.put(source.id(), source) != null) {
                throw new IllegalStateException(
                        "two alert sources have the id " + source.id().wire());
            }
        }
    }

    public List<AlertSourceId> ids() {
        return List.copyOf(byId.keySet());
    }

    public Optional<AlertSource> find(String id) {
        return AlertSourceId.of(id).map(byId::get);
    }

    /** The sources of third parties: those with a webhook, open or closed. */
    public List<AlertSource> withWebhook() {
        return byId.values().stream()
                .filter(source -> source.webhook().isPresent())
                .toList();
    }

    /** What the record's alert said, read again; empty where its source is gone or it cannot be read any more. */
    public Optional<SourceAlert> reread(AlertRecord record) {
        JsonNode raw = record.raw();
        AlertSource source = byId.get(record.source());
        return raw != null
                        && source != null
                        && AlertBodyParser.accepted(source, raw) instanceof ParsedElement.Alert(SourceAlert alert)
                ? Optional.of(alert)
                : Optional.empty();
    }

    /** The source that an incident names; network telemetry for this agent's own records and sources that are gone. */
    public IncidentSource incidentSource(AlertSourceId id) {
        AlertSource source = byId.get(id);
        return source == null ? IncidentSource.CNC : source.incidentSource();
    }
}

package io.cemfleet.correlator.source.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.IncidentSource;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.source.AlertElement;
import io.cemfleet.correlator.source.AlertSource;
import io.cemfleet.correlator.source.JsonFieldReader;
import io.cemfleet.correlator.source.ParsedElement;
import io.cemfleet.runtime.security.WebhookSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Prometheus Alertmanager: device telemetry, as CNC's alarms are. Operators configure its receiver. */
@Component
@Order(3)
public class AlertmanagerSource implements AlertSource {
    public static final AlertSourceId ID = new AlertSourceId("alertmanager");

    private final WebhookSecret secret;

    public AlertmanagerSource(AlertmanagerSourceSettings settings) {
        this.secret = new WebhookSecret(settings.alertmanagerSecret());
    }

    @Override
    public AlertSourceId id() {
        return ID;
    }

    @Override
    public IncidentSource incidentSource() {
        return IncidentSource.CNC;
    }

    @Override
    public Optional<WebhookSecret> webhook() {
        return Optional.of(secret);
    }

    /** Each alert of a group's message. */
    @Override
    public List<AlertElement> split(AlertElement element) {
        JsonNode alerts = element.node().path("alerts");
        if (!alerts.isArray()) {
            return List.of(element);
        }
        List<AlertElement> parts = new ArrayList<>(alerts.size());
        for (int i = 0; i < alerts.size(); i++) {
            parts.add(element.part("alerts[" + i + ']', alerts.get(i)));
        }
        return parts;
    }

    @Override
    public ParsedElement parse(JsonFieldReader fields) {
        return AlertmanagerParser.parse(fields);
    }
}

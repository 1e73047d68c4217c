package io.cemfleet.correlator.source.pca;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.IncidentSource;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.source.AlertBodyParser;
import io.cemfleet.correlator.source.JsonFieldReader;
import io.cemfleet.correlator.source.OpenSourceAlarms;
import io.cemfleet.correlator.source.ParsedElement;
import io.cemfleet.correlator.source.SourceAlert;
import io.cemfleet.correlator.source.SupervisedSource;
import io.cemfleet.pca.session.PcaResult;
import io.cemfleet.runtime.security.WebhookSecret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Provider Connectivity Assurance: alerts of probe sessions by alert export, and those that are active. */
@Component
@Order(1)
public class PcaSource implements SupervisedSource {
    public static final AlertSourceId ID = new AlertSourceId("pca");

    private static final Logger LOG = LoggerFactory.getLogger(PcaSource.class);

    private final PcaAlertClient client;
    private final WebhookSecret secret;

    public PcaSource(PcaAlertClient client, PcaSourceSettings settings) {
        this.client = client;
        this.secret = new WebhookSecret(settings.pcaSecret());
    }

    @Override
    public AlertSourceId id() {
        return ID;
    }

    @Override
    public IncidentSource incidentSource() {
        return IncidentSource.PCA;
    }

    @Override
    public Optional<WebhookSecret> webhook() {
        return Optional.of(secret);
    }

    @Override
    public ParsedElement parse(JsonFieldReader fields) {
        return PcaAlertParser.parse(fields);
    }

    @Override
    public Optional<String> subscribe(URI webhook) {
        return switch (client.ensureExport(webhook)) {
            case PcaResult.Ok<Boolean> ok -> Optional.empty();
            case PcaResult.Failed<Boolean>(int status, String reason) -> Optional.of(status + " " + reason);
        };
    }

    @Override
    public OpenSourceAlarms openAlarms() {
        return switch (client.activeAlerts()) {
            case PcaResult.Ok<List<JsonNode>>(List<JsonNode> active) -> raised(active);
            case PcaResult.Failed<List<JsonNode>>(int status, String reason) ->
                new OpenSourceAlarms.Unavailable(status + " " + reason);
        };
    }

    private OpenSourceAlarms raised(List<JsonNode> active) {
        List<SourceAlert> alerts = new ArrayList<>();
        boolean complete = true;
        for (JsonNode payload : active) {
            switch (AlertBodyParser.accepted(this, payload)) {
                case ParsedElement.Alert(SourceAlert alert) -> {
                    if (alert.kind() == AlertKind.RAISE) {
                        alerts.add(alert);
                    }
                }
                case ParsedElement.Refused(String field, String message) -> {
                    LOG.warn("an active alert of PCA cannot be read, so none is cleared: {} {}", field, message);
                    complete = false;
                }
                case ParsedElement.IgnoredElement() -> {}
            }
        }
        return new OpenSourceAlarms.Listed(alerts, Set.of(), complete);
    }
}

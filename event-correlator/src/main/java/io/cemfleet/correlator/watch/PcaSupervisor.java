package io.cemfleet.correlator.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.pca.PcaClient;
import io.cemfleet.correlator.source.ParsedElement;
import io.cemfleet.correlator.source.SourceAlert;
import io.cemfleet.correlator.source.SourceParsers;
import io.cemfleet.pca.session.PcaResult;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** PCA: the alert export to our webhook, and the alerts that are active. */
@Component
class PcaSupervisor implements SupervisedSource {
    private static final Logger LOG = LoggerFactory.getLogger(PcaSupervisor.class);

    private final PcaClient pca;
    private final AlarmReconciliation reconciliation;
    private final CorrelatorSettings settings;
    private final Clock clock;

    PcaSupervisor(PcaClient pca, AlarmReconciliation reconciliation, CorrelatorSettings settings, Clock clock) {
        this.pca = pca;
        this.reconciliation = reconciliation;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "pca";
    }

    @Override
    public boolean look() {
        boolean exported = settings.webhook().pcaSecret().isEmpty() || export();
        Instant asked = clock.instant();
        return switch (pca.activeAlerts()) {
            case PcaResult.Ok<List<JsonNode>>(List<JsonNode> active) -> compare(active, asked) && exported;
            case PcaResult.Failed<List<JsonNode>>(int status, String reason) -> {
                LOG.warn("PCA's active alerts are not known: {} {}", status, reason);
                yield false;
            }
        };
    }

    private boolean compare(List<JsonNode> active, Instant asked) {
        List<SourceAlert> alerts = new ArrayList<>();
        boolean complete = true;
        for (JsonNode payload : active) {
            switch (SourceParsers.read(AlertSource.PCA, payload)) {
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
        return reconciliation.compare(AlertSource.PCA, new OpenSourceAlarms(alerts, Set.of(), complete), asked);
    }

    private boolean export() {
        URI address = settings.webhook("pca", settings.webhook().pcaSecret());
        return switch (pca.ensureExport(address)) {
            case PcaResult.Ok<Boolean> ok -> true;
            case PcaResult.Failed<Boolean>(int status, String reason) -> {
                LOG.warn("PCA takes no alert export: {} {}", status, reason);
                yield false;
            }
        };
    }
}

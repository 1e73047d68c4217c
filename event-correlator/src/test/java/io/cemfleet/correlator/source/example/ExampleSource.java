package io.cemfleet.correlator.source.example;

import io.cemfleet.a2a.contract.IncidentSource;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.source.AlertBodyParser;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.correlator.source.JsonFieldReader;
import io.cemfleet.correlator.source.OpenSourceAlarms;
import io.cemfleet.correlator.source.ParsedElement;
import io.cemfleet.correlator.source.SourceAlert;
import io.cemfleet.correlator.source.SupervisedSource;
import io.cemfleet.runtime.security.WebhookSecret;
import io.cemfleet.runtime.testing.FleetJson;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** A source that only tests know, as a newcomer would add one: this bean is all that the agent needs. */
@Component
public class ExampleSource implements SupervisedSource {
    public static final AlertSourceId ID = new AlertSourceId("example");

    public final List<URI> subscriptions = new CopyOnWriteArrayList<>();
    public final List<String> open = new CopyOnWriteArrayList<>();

    public static String alarm(String id, String link, boolean open) {
        return FleetJson.object()
                .put("id", id)
                .put("link", link)
                .put("state", open ? "open" : "closed")
                .toString();
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
        return Optional.of(new WebhookSecret("example-secret"));
    }

    @Override
    public ParsedElement parse(JsonFieldReader fields) {
        String id = fields.text("id");
        AlertSubject link = new AlertSubject.NamedLink(fields.text("link"));
        boolean raised = fields.oneOf("state", "open", "closed").equals("open");
        return new ParsedElement.Alert(new SourceAlert(
                new AlarmIdentity(ID, id, null),
                AlertOrigin.VENDOR,
                raised ? AlertKind.RAISE : AlertKind.CLEAR,
                link,
                null,
                Severity.HIGH,
                null,
                fields.object()));
    }

    @Override
    public Optional<String> subscribe(URI webhook) {
        subscriptions.add(webhook);
        return Optional.empty();
    }

    @Override
    public OpenSourceAlarms openAlarms() {
        List<SourceAlert> alarms = open.stream()
                .map(alarm -> AlertBodyParser.accepted(this, FleetJson.parse(alarm)))
                .map(parsed -> ((ParsedElement.Alert) parsed).alert())
                .toList();
        return new OpenSourceAlarms.Listed(alarms, Set.of(), true);
    }
}

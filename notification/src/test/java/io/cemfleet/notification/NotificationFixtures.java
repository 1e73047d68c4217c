package io.cemfleet.notification;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.testing.PeerStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** The only place that makes sample notifications. */
final class NotificationFixtures {
    private NotificationFixtures() {}

    /** The settings of the packaged application.yml, the matrix among them. */
    static NotificationSettings packagedSettings() {
        try {
            StandardEnvironment environment = new StandardEnvironment();
            new YamlPropertySourceLoader()
                    .load("packaged", new ClassPathResource("application.yml"))
                    .forEach(environment.getPropertySources()::addLast);
            return Binder.get(environment)
                    .bind("cem.notification", NotificationSettings.class)
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String incident() {
        return "INC-2026-" + (UUID.randomUUID().hashCode() & Integer.MAX_VALUE);
    }

    /** The audit events of an incident that have arrived; those of other incidents may still be on their way. */
    static List<JsonNode> audited(PeerStub peers, String incident) {
        return peers.payloads("log_event").stream()
                .filter(event -> event.path("incident_id").asText().equals(incident))
                .toList();
    }

    static SendNotification.Request closure(String incident, Severity severity, SlaTier tier) {
        return request(incident, NotificationEvent.RESTORATION_COMPLETE, severity, tier);
    }

    static SendNotification.Request request(String incident, NotificationEvent event, Severity severity, SlaTier tier) {
        return new SendNotification.Request(
                incident,
                event,
                severity,
                tier,
                "Incident resolved: SLA recovered on original path",
                Map.of("duration_seconds", 245));
    }

    static SendNotification.Request escalation(String incident, String summary) {
        return new SendNotification.Request(
                incident,
                NotificationEvent.ESCALATION,
                Severity.HIGH,
                SlaTier.GOLD,
                summary,
                Map.of("reason", "provision_failed", "phase", "4"));
    }
}

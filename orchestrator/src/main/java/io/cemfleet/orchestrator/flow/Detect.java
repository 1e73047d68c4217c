package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.orchestrator.incident.Flap;
import io.cemfleet.orchestrator.incident.Links;
import io.cemfleet.orchestrator.incident.Stage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Phase 1: the incident is here; a flapping link is not acted on at once. */
final class Detect {
    private Detect() {}

    static void advance(Scene scene, Stage.Detecting detecting) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("alert_count", scene.picture().alertCount());
        details.put("correlation_rule", scene.incident().origin().correlationRule());
        Links links = scene.picture().links();
        if (!links.ambiguous().isEmpty()) {
            details.put("ambiguous_links", links.ambiguous());
        }
        Updates.status(scene, "SLA degradation detected on " + Words.list(links.all()) + ", assessing impact", details);
        if (scene.rules().handling().notifyOpening()) {
            Updates.people(
                    scene,
                    NotificationEvent.INCIDENT_OPENED,
                    Words.summary(scene.incident()),
                    Map.of("degraded_links", links.all()));
        }
        Flap flap = scene.picture().flap();
        if (flap == null) {
            scene.move(detecting.assess(), "degradation confirmed");
        } else {
            dampen(scene, detecting, flap);
        }
    }

    private static void dampen(Scene scene, Stage.Detecting detecting, Flap flap) {
        Instant lasting = scene.now().plus(scene.rules().waits().dampening());
        Instant dampened = flap.dampenUntil();
        Instant until = dampened != null && dampened.isBefore(lasting) ? dampened : lasting;
        scene.move(detecting.dampen(until), "the link flaps");
        Updates.status(scene, "Flapping link, dampening until " + until, flapping(flap, until));
    }

    static Map<String, Object> flapping(Flap flap, Instant until) {
        return Map.of("dampen_until", until.toString(), "flap_count", flap.count());
    }

    static void advance(Scene scene, Stage.Dampening dampening) {
        if (dampening.until().isAfter(scene.now())) {
            scene.wakeAt(dampening.until());
        } else {
            scene.move(dampening.assess(), "the breach lasts longer than the dampening");
        }
    }
}

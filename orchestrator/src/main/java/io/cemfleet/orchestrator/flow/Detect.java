package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.orchestrator.incident.Flap;
import io.cemfleet.orchestrator.incident.Links;
import io.cemfleet.orchestrator.incident.ProtectionState;
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
        Updates.status(scene, Words.summary(scene.incident()) + ", assessing impact", details);
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

    /** A first protection is never delayed beyond the shortest hold time: whose breach it is is not known yet. */
    private static void dampen(Scene scene, Stage.Detecting detecting, Flap flap) {
        Instant lasting =
                scene.incident().origin().detectedAt().plus(scene.rules().shortestHold());
        Instant dampened = flap.dampenUntil();
        Instant until = dampened != null && dampened.isBefore(lasting) ? dampened : lasting;
        scene.move(detecting.dampen(until), "the link flaps");
        Updates.status(scene, "Flapping link, dampening until " + until, flapping(flap, until));
    }

    static Map<String, Object> flapping(Flap flap, Instant until) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("dampen_until", until.toString());
        details.put("flap_count", flap.count());
        if (flap.penalty() != null) {
            details.put("penalty", flap.penalty());
        }
        return details;
    }

    static void advance(Scene scene, Stage.Dampening dampening) {
        if (dampening.until().isAfter(scene.now())) {
            scene.wakeAt(dampening.until());
        } else if (scene.carries() || scene.any(ProtectionState.Restored.class::isInstance)) {
            scene.become(scene.progress().replanned());
            Monitor.enter(scene, dampening.monitor(), "the dampening ended");
        } else {
            scene.move(dampening.assess(), "the breach lasts longer than the hold time");
        }
    }
}

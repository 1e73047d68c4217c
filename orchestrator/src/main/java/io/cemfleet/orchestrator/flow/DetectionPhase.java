package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.orchestrator.incident.FlapState;
import io.cemfleet.orchestrator.incident.IncidentLinks;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Phase 1: the incident is stored; a flapping link is dampened before anything is done about it. */
final class DetectionPhase {
    private DetectionPhase() {}

    static void advance(IncidentWorkUnit scene, IncidentStage.Detecting detecting) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("alert_count", scene.picture().alertCount());
        details.put("correlation_rule", scene.incident().origin().correlationRule());
        IncidentLinks links = scene.picture().links();
        if (!links.ambiguous().isEmpty()) {
            details.put("ambiguous_links", links.ambiguous());
        }
        IncidentReporter.status(scene, IncidentTexts.summary(scene.incident()) + ", assessing impact", details);
        if (scene.rules().handling().notifyOpening()) {
            IncidentReporter.people(
                    scene,
                    NotificationEvent.INCIDENT_OPENED,
                    IncidentTexts.summary(scene.incident()),
                    Map.of("degraded_links", links.all()));
        }
        FlapState flap = scene.picture().flap();
        if (flap == null) {
            scene.move(detecting.assess(), "degradation confirmed");
        } else {
            dampen(scene, detecting, flap);
        }
    }

    /** A first protection is never delayed beyond the shortest hold time, since the affected tier is not known yet. */
    private static void dampen(IncidentWorkUnit scene, IncidentStage.Detecting detecting, FlapState flap) {
        Instant lasting =
                scene.incident().origin().detectedAt().plus(scene.rules().shortestHold());
        Instant dampened = flap.dampenUntil();
        Instant until = dampened != null && dampened.isBefore(lasting) ? dampened : lasting;
        scene.move(detecting.dampen(until), "the link flaps");
        IncidentReporter.status(scene, "Flapping link, dampening until " + until, flapping(flap, until));
    }

    static Map<String, Object> flapping(FlapState flap, Instant until) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("dampen_until", until.toString());
        details.put("flap_count", flap.count());
        if (flap.penalty() != null) {
            details.put("penalty", flap.penalty());
        }
        return details;
    }

    static void advance(IncidentWorkUnit scene, IncidentStage.Dampening dampening) {
        if (dampening.until().isAfter(scene.now())) {
            scene.wakeAt(dampening.until());
        } else if (scene.carries() || scene.any(ProtectionState.Restored.class::isInstance)) {
            scene.become(scene.progress().replanned());
            MonitoringPhase.enter(scene, dampening.monitor(), "the dampening ended");
        } else {
            scene.move(dampening.assess(), "the breach lasts longer than the hold time");
        }
    }
}

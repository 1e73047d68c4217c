package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.NotificationDetails;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.StatusDetails;
import io.cemfleet.orchestrator.incident.FlapState;
import io.cemfleet.orchestrator.incident.IncidentLinks;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Phase 1: the incident is stored; a flapping link is dampened before anything is done about it. */
final class DetectionPhase {
    private DetectionPhase() {}

    static void advance(IncidentWorkUnit work, IncidentStage.Detecting detecting) {
        IncidentLinks links = work.context().links();
        StatusDetails.Detection details = new StatusDetails.Detection(
                work.context().alertCount(),
                work.incident().origin().correlationRule(),
                links.ambiguous().isEmpty() ? null : links.ambiguous());
        IncidentReporter.status(work, IncidentTexts.summary(work.incident()) + ", assessing impact", details.members());
        if (work.rules().handling().notifyOpening()) {
            IncidentReporter.notifyOperators(
                    work,
                    NotificationEvent.INCIDENT_OPENED,
                    IncidentTexts.summary(work.incident()),
                    new NotificationDetails.Opening(List.copyOf(links.all())).members());
        }
        FlapState flap = work.context().flap();
        if (flap == null) {
            work.move(detecting.assess(), "degradation confirmed");
        } else {
            dampen(work, detecting, flap);
        }
    }

    /** A first protection is never delayed beyond the shortest hold time, since the affected tier is not known yet. */
    private static void dampen(IncidentWorkUnit work, IncidentStage.Detecting detecting, FlapState flap) {
        Instant lasting =
                work.incident().origin().detectedAt().plus(work.rules().shortestHold());
        Instant dampened = flap.dampenUntil();
        Instant until = dampened != null && dampened.isBefore(lasting) ? dampened : lasting;
        work.move(detecting.dampen(until), "the link flaps");
        IncidentReporter.status(work, "Flapping link, dampening until " + until, flapping(flap, until));
    }

    static Map<String, Object> flapping(FlapState flap, Instant until) {
        return new StatusDetails.Flapping(until, flap.count(), flap.penalty()).members();
    }

    static void advance(IncidentWorkUnit work, IncidentStage.Dampening dampening) {
        if (dampening.until().isAfter(work.now())) {
            work.wakeAt(dampening.until());
        } else if (work.carriesTraffic() || work.any(ProtectionState.Restored.class::isInstance)) {
            work.update(work.progress().replanned());
            MonitoringPhase.enter(work, dampening.monitor(), "the dampening ended");
        } else {
            work.move(dampening.assess(), "the breach lasts longer than the hold time");
        }
    }
}

package io.cemfleet.orchestrator.flow;

import io.cemfleet.orchestrator.incident.AffectedService;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ReportedDigests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Whether people are told what a round of planning found: always, except of one that only looks again at what could not be
 * protected and finds the same.
 */
final class RoundReportingRule {
    private RoundReportingRule() {}

    /** Who suffers from which links; from now on it counts as told, and what follows of it is told too. */
    static boolean impact(IncidentWorkUnit scene) {
        List<Object> content = new ArrayList<>();
        content.add(scene.picture().links().present().stream().sorted().toList());
        for (AffectedService service : scene.picture().services().values()) {
            content.add(List.of(service.serviceId(), service.slaTier().wire()));
        }
        String digest = digest(content);
        if (scene.progress().again() && digest.equals(scene.progress().told().impact())) {
            return false;
        }
        scene.become(scene.progress().with(ReportedDigests.impact(digest)));
        return true;
    }

    /** What is protected, and what is left for which reason; from now on it counts as told. */
    static boolean standing(IncidentWorkUnit scene) {
        SteeredServices riders = SteeredServices.of(scene.protections());
        List<Object> content = new ArrayList<>(List.of(riders.on(), riders.off()));
        for (Protection protection : scene.protections()) {
            ProtectionRecord.PlanDecline declined = protection.standing().declined();
            if (protection.state() instanceof ProtectionState.Covered) {
                content.add(List.of(protection.id(), protection.state().label()));
            } else if (declined != null) {
                content.add(List.of(
                        protection.id(),
                        protection.state().label(),
                        declined.why().reason().wire(),
                        declined.why().links().stream().sorted().toList()));
            }
        }
        String digest = digest(content);
        ReportedDigests told = scene.progress().told();
        scene.become(scene.progress().with(told.withStanding(digest)));
        return !scene.progress().again() || !digest.equals(told.standing());
    }

    private static String digest(List<Object> content) {
        return UUID.nameUUIDFromBytes(content.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}

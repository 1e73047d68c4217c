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
 * Whether a planning round is reported to operators: always, except a repeated round for unprotected traffic that finds
 * the same.
 */
final class RoundReportingRule {
    private RoundReportingRule() {}

    /**
     * Whether the affected services and their links are news; from now on they count as reported, and their
     * consequences are reported too.
     */
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

    /**
     * Whether the protections, and the reasons for those that are missing, are news; from now on they count as
     * reported.
     */
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

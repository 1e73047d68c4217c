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
    static boolean impact(IncidentWorkUnit work) {
        List<Object> content = new ArrayList<>();
        content.add(work.context().links().present().stream().sorted().toList());
        for (AffectedService service : work.context().services().values()) {
            content.add(List.of(service.serviceId(), service.slaTier().wire()));
        }
        String digest = digest(content);
        if (work.progress().repeated()
                && digest.equals(work.progress().reported().impact())) {
            return false;
        }
        work.update(work.progress().with(ReportedDigests.impact(digest)));
        return true;
    }

    /**
     * Whether the protections, and the reasons for those that are missing, are news; from now on they count as
     * reported.
     */
    static boolean standing(IncidentWorkUnit work) {
        SteeredServices steeredServices = SteeredServices.of(work.protections());
        List<Object> content = new ArrayList<>(List.of(steeredServices.on(), steeredServices.off()));
        for (Protection protection : work.protections()) {
            ProtectionRecord.PlanDecline declined = protection.record().declined();
            if (protection.state() instanceof ProtectionState.Covered) {
                content.add(List.of(protection.id(), protection.state().label()));
            } else if (declined != null) {
                content.add(List.of(
                        protection.id(),
                        protection.state().label(),
                        declined.decline().reason().wire(),
                        declined.decline().links().stream().sorted().toList()));
            }
        }
        String digest = digest(content);
        ReportedDigests reported = work.progress().reported();
        work.update(work.progress().with(reported.withStanding(digest)));
        return !work.progress().repeated() || !digest.equals(reported.standing());
    }

    private static String digest(List<Object> content) {
        return UUID.nameUUIDFromBytes(content.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}

package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.a2a.contract.WriteRefusal;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Phase 7: traffic returns stage by stage, or is held at weights that are known. */
final class CutoverPhase {
    private CutoverPhase() {}

    static void stage(IncidentWorkUnit work, RestorationUpdate.Request report) {
        endHold(work);
        weights(work, report);
        RestorationDetails.CutoverStage stage = RestorationDetails.of(report, RestorationDetails.CutoverStage.class)
                .orElse(RestorationDetails.CutoverStage.UNKNOWN);
        Integer protection = stage.protectionWeight();
        Integer original = stage.originalWeight();
        if (protection == null || original == null) {
            return;
        }
        if (work.stage() instanceof IncidentStage.Restoring) {
            Map<String, Object> details = new LinkedHashMap<>(report.details());
            IncidentReporter.status(
                    work,
                    "Cutover " + protection + "/" + original + ": " + original + " % of the traffic on original path",
                    details);
        }
    }

    static void weights(IncidentWorkUnit work, RestorationUpdate.Request report) {
        work.audit(AuditEventType.STATE_CHANGE, RestorationReports.evidence(report));
        CutoverWeights weights = CutoverWeights.of(report);
        for (Protection protection : work.protections()) {
            work.put(weights.applied(protection));
        }
    }

    /** A shift was refused or failed: traffic stays as it is, and the restoration monitor retries. */
    static void held(IncidentWorkUnit work, RestorationUpdate.Request report) {
        weights(work, report);
        String code = RestorationDetails.of(report, RestorationDetails.CutoverHold.class)
                .map(RestorationDetails.CutoverHold::code)
                .orElse("unknown");
        if (code.equals(TunnelFailureCode.PATH_VERSION_MISMATCH.wire())
                && TunnelRecreation.paths(work, report.tunnelIds())) {
            return;
        }
        String why = WriteRefusal.of(code)
                .map(WriteRefusals::words)
                .orElseGet(() -> "A shift of traffic failed (" + code + ')');
        IncidentEscalation.flag(
                work,
                EscalationReason.CUTOVER_HELD,
                why + ", traffic stays at " + CutoverWeights.words(work),
                RestorationReports.evidence(report));
    }

    /** The next stage ends what held the cutover. */
    static void endHold(IncidentWorkUnit work) {
        Escalation called = work.progress().escalation();
        if (called != null && called.reason() == EscalationReason.CUTOVER_HELD) {
            work.update(work.progress().with((Escalation) null));
        }
    }
}

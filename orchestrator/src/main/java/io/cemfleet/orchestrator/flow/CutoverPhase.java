package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.a2a.contract.WriteRefusal;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Phase 7: traffic returns stage by stage, or is held at weights that are known. */
final class CutoverPhase {
    private CutoverPhase() {}

    static void stage(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        goesOn(scene);
        weights(scene, seen);
        Integer protection = whole(seen.details().get("protection_weight"));
        Integer original = whole(seen.details().get("original_weight"));
        if (protection == null || original == null) {
            return;
        }
        if (scene.stage() instanceof IncidentStage.Restoring) {
            Map<String, Object> details = new LinkedHashMap<>(seen.details());
            IncidentReporter.status(
                    scene,
                    "Cutover " + protection + "/" + original + ": " + original + " % of the traffic on original path",
                    details);
        }
    }

    static void weights(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        scene.audit(AuditEventType.STATE_CHANGE, RestorationReports.evidence(seen));
        CutoverWeights weights = CutoverWeights.of(seen);
        for (Protection protection : scene.protections()) {
            scene.put(weights.applied(protection));
        }
    }

    /** A shift was refused or failed: traffic stays as it is, and the restoration monitor retries. */
    static void held(IncidentWorkUnit scene, RestorationUpdate.Request seen) {
        weights(scene, seen);
        String code = String.valueOf(seen.details().getOrDefault("code", "unknown"));
        if (code.equals(TunnelFailureCode.PATH_VERSION_MISMATCH.wire())
                && TunnelRecreation.paths(scene, seen.tunnelIds())) {
            return;
        }
        String why = WriteRefusal.of(code)
                .map(WriteRefusals::words)
                .orElseGet(() -> "A shift of traffic failed (" + code + ')');
        IncidentEscalation.flag(
                scene,
                EscalationReason.CUTOVER_HELD,
                why + ", traffic stays at " + CutoverWeights.words(scene),
                RestorationReports.evidence(seen));
    }

    /** The next stage ends what held the cutover. */
    static void goesOn(IncidentWorkUnit scene) {
        Escalation called = scene.progress().escalation();
        if (called != null && called.reason() == EscalationReason.CUTOVER_HELD) {
            scene.become(scene.progress().with((Escalation) null));
        }
    }

    private static @Nullable Integer whole(@Nullable Object value) {
        return value instanceof Number number ? Integer.valueOf(number.intValue()) : null;
    }
}

package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.Stage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Phase 7: traffic returns stage by stage, or is held at weights that are known. */
final class Cutover {
    static final String HELD = "cutover_held";

    private Cutover() {}

    static void stage(Scene scene, RestorationUpdate.Request seen) {
        goesOn(scene);
        weights(scene, seen);
        Integer protection = whole(seen.details().get("protection_weight"));
        Integer original = whole(seen.details().get("original_weight"));
        if (protection == null || original == null) {
            return;
        }
        if (scene.stage() instanceof Stage.Restoring) {
            Map<String, Object> details = new LinkedHashMap<>(seen.details());
            Updates.status(
                    scene,
                    "Cutover " + protection + "/" + original + ": " + original + " % of the traffic on original path",
                    details);
        }
    }

    static void weights(Scene scene, RestorationUpdate.Request seen) {
        scene.audit(AuditEventType.STATE_CHANGE, Restore.evidence(seen));
        CutoverWeights weights = CutoverWeights.of(seen);
        for (Protection protection : scene.protections()) {
            scene.put(weights.applied(protection));
        }
    }

    /** A shift was refused or failed: traffic stays as it is, the restoration monitor tries again by itself. */
    static void held(Scene scene, RestorationUpdate.Request seen) {
        weights(scene, seen);
        String code = String.valueOf(seen.details().getOrDefault("code", "unknown"));
        if (code.equals("path_version_mismatch") && Remake.paths(scene, seen.tunnelIds())) {
            return;
        }
        String why = Refusals.CODES.contains(code) ? Refusals.words(code) : "A shift of traffic failed (" + code + ')';
        Escalate.flag(scene, HELD, why + ", traffic stays at " + CutoverWeights.words(scene), Restore.evidence(seen));
    }

    /** The next stage ends what held the cutover. */
    static void goesOn(Scene scene) {
        Escalation called = scene.progress().escalation();
        if (called != null && called.reason().equals(HELD)) {
            scene.become(scene.progress().with((Escalation) null));
        }
    }

    private static @Nullable Integer whole(@Nullable Object value) {
        return value instanceof Number number ? Integer.valueOf(number.intValue()) : null;
    }
}

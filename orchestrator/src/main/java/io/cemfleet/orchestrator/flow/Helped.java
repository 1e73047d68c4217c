package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.orchestrator.incident.Keys;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Did it help? What did not is tried once on another path; what did not twice in a row is left to a person. */
final class Helped {
    private Helped() {}

    static void fold(Scene scene, RestorationUpdate.Request seen) {
        List<Protection> elsewhere = new ArrayList<>();
        List<Protection> stopped = new ArrayList<>();
        if (seen.details().get("tunnels") instanceof List<?> tunnels) {
            for (Object tunnel : tunnels) {
                if (tunnel instanceof Map<?, ?> measured) {
                    judge(scene, measured, elsewhere, stopped);
                }
            }
        }
        scene.audit(AuditEventType.STATE_CHANGE, Restore.evidence(seen));
        if (scene.resting()) {
            return;
        }
        if (scene.stage() instanceof Stage.Monitoring) {
            Updates.status(
                    scene,
                    elsewhere.isEmpty() && stopped.isEmpty()
                            ? "Service levels measured after steering"
                            : "Steering did not help all services",
                    Monitor.phaseSix(scene, seen.event().wire(), seen.details()));
        }
        if (!stopped.isEmpty()) {
            stop(scene, stopped);
        }
        if (scene.stage() instanceof Stage.Monitoring monitoring && !elsewhere.isEmpty()) {
            scene.become(scene.progress().replanned());
            elsewhere.forEach(protection -> Replan.elsewhere(scene, protection));
            scene.move(monitoring.recompute(), "steering did not help, another path is sought");
        }
    }

    private static void judge(Scene scene, Map<?, ?> measured, List<Protection> elsewhere, List<Protection> stopped) {
        Object tunnelId = measured.get("tunnel_id");
        for (Protection protection : scene.protections()) {
            var tunnel = protection.state().tunnelOrNull();
            boolean meant = tunnel != null
                    && tunnel.tunnelId().equals(tunnelId)
                    && protection.state() instanceof ProtectionState.Steered;
            Standing.Verdict before = protection.standing().verdict();
            if (!meant || before != null && before.helped() != null) {
                continue;
            }
            Boolean helped = helped(measured.get("verdict"));
            Protection judged = protection.judged(
                    new Standing.Verdict(sla(measured.get("before")), sla(measured.get("after")), helped));
            scene.put(judged);
            if (helped != null) {
                int inARow = scene.keys().judged(scene.incident().incidentId(), protection.key(), helped);
                if (inARow >= Keys.MOST_NOT_HELPED) {
                    stopped.add(judged);
                } else if (inARow > 0) {
                    elsewhere.add(judged);
                }
            }
        }
    }

    private static void stop(Scene scene, List<Protection> stopped) {
        List<String> keys = stopped.stream().map(Protection::id).toList();
        scene.audit(
                AuditEventType.STATE_CHANGE,
                Map.of("automation", "stopped", "reason", "did_not_help", "protections", keys));
        boolean others =
                scene.protections().stream().anyMatch(p -> p.state().carriesTraffic() && !keys.contains(p.id()));
        Escalate.stopUnless(
                others,
                scene,
                "did_not_help",
                "What was done did not help " + Keys.MOST_NOT_HELPED + " times in a row, a person has to decide",
                Map.of(
                        "protections",
                        keys,
                        "measured",
                        stopped.stream().map(Helped::measured).toList()));
    }

    private static Map<String, Object> measured(Protection protection) {
        Standing.Verdict verdict = protection.standing().verdict();
        return verdict == null || verdict.before() == null || verdict.after() == null
                ? Map.of("protection_key", protection.id())
                : Map.of(
                        "protection_key",
                        protection.id(),
                        "sla_before",
                        verdict.before(),
                        "sla_after",
                        verdict.after());
    }

    private static @Nullable Boolean helped(@Nullable Object verdict) {
        if ("helped".equals(verdict)) {
            return Boolean.TRUE;
        }
        return "not_helped".equals(verdict) ? Boolean.FALSE : null;
    }

    private static IncidentView.@Nullable Sla sla(@Nullable Object measured) {
        return measured instanceof Map<?, ?> values
                ? new IncidentView.Sla(
                        number(values.get("latency_ms")),
                        number(values.get("jitter_ms")),
                        number(values.get("loss_pct")))
                : null;
    }

    private static @Nullable Double number(@Nullable Object value) {
        return value instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
    }
}

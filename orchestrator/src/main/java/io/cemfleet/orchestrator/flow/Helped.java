package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.IncidentView.LinkLoad;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.orchestrator.incident.Keys;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Stage;
import io.cemfleet.orchestrator.incident.Standing;
import io.cemfleet.orchestrator.incident.Tunnel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Did it help? What made things worse is taken back at once. What did not help is tried once on another path; what did
 * not twice in a row is taken back and left to a person.
 */
final class Helped {
    /** A link that it fills came below its threshold once others were taken back. */
    private static final String RELIEVED = "relieved";

    private Helped() {}

    private record Findings(List<Protection> worse, List<Protection> elsewhere, List<Protection> stopped) {
        Findings() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        boolean none() {
            return worse.isEmpty() && elsewhere.isEmpty() && stopped.isEmpty();
        }
    }

    static void fold(Scene scene, RestorationUpdate.Request seen) {
        List<SteeringMeasurement> measured = SteeringMeasurement.of(seen.details());
        Findings found = new Findings();
        measured.forEach(tunnel -> judge(scene, tunnel, found));
        scene.audit(AuditEventType.STATE_CHANGE, Restore.evidence(seen));
        if (scene.resting()) {
            return;
        }
        List<Protection> back = withdraw(scene, found);
        tell(scene, seen, found, back);
        stop(scene, found.stopped(), TakeBack.DID_NOT_HELP, "What was done did not help");
        stop(
                scene,
                back.stream()
                        .filter(protection -> reason(protection).equals(TakeBack.MADE_WORSE))
                        .filter(protection -> scene.keys().stopped(protection.key()))
                        .toList(),
                TakeBack.MADE_WORSE,
                "What was done made things worse or did not help");
    }

    /** Seeks another path for what did not help, once the incident is at rest; true when it does. */
    static boolean next(Scene scene, Stage.Recomputes standing) {
        List<Protection> open = unsought(scene);
        if (open.isEmpty() || scene.picture().links().allClear()) {
            return false;
        }
        List<String> degraded = Overlap.learn(scene, open);
        boolean seeks = Replan.around(scene, degraded);
        List<Protection> nowhere = new ArrayList<>();
        for (Protection protection : open) {
            if (HeldTunnels.crosses(protection, degraded)) {
                continue;
            }
            if (Replan.elsewhere(scene, protection)) {
                seeks = true;
            } else {
                nowhere.add(protection);
            }
        }
        HeldTunnels.takeBack(scene, nowhere);
        if (seeks) {
            scene.moveReplanned(standing.recompute(), "steering did not help, another path is sought");
        }
        return seeks;
    }

    /** While no other path may be sought, what did not help goes back. */
    static void takeBack(Scene scene) {
        HeldTunnels.takeBack(scene, unsought(scene));
    }

    /** What did not help, and for which no other path was sought since. */
    private static List<Protection> unsought(Scene scene) {
        return scene.protections().stream()
                .filter(protection -> protection.state() instanceof ProtectionState.Steered
                        && HeldTunnels.notHelped(protection)
                        && protection.standing().declined() == null
                        && !Replan.sought(scene, protection))
                .toList();
    }

    private static void judge(Scene scene, SteeringMeasurement measured, Findings found) {
        for (Protection protection : scene.protections()) {
            Tunnel tunnel = protection.state().tunnelOrNull();
            boolean meant =
                    tunnel != null && measured.isOf(tunnel) && protection.state() instanceof ProtectionState.Steered;
            Standing.Verdict before = protection.standing().verdict();
            boolean over = before != null && before.settled() && !measured.madeWorse();
            if (!meant || over) {
                continue;
            }
            if (before != null && TakeBack.MADE_WORSE.equals(before.outcome())) {
                measuredAgain(scene, protection, before, measured, found);
                continue;
            }
            Standing.Verdict verdict = measured.verdict(protection.state().routeOrNull());
            Protection judged = protection.judged(verdict);
            scene.put(judged);
            if (measured.madeWorse()) {
                found.worse().add(judged);
            } else if (verdict.helped() != null) {
                int inARow = scene.keys().judged(scene.incident().incidentId(), protection.key(), verdict.helped());
                if (inARow >= Keys.MOST_NOT_HELPED) {
                    found.stopped().add(judged);
                } else if (inARow > 0) {
                    found.elsewhere().add(judged);
                }
            }
        }
    }

    /** Others were taken back from a link that it fills: what is not known to be good by now goes too. */
    private static void measuredAgain(
            Scene scene, Protection protection, Standing.Verdict first, SteeringMeasurement measured, Findings found) {
        Standing.Verdict second = measured.verdict(protection.state().routeOrNull());
        boolean good = !measured.madeWorse() && (measured.linksAreGood() || second.settled());
        Standing.Verdict verdict = new Standing.Verdict(
                first.before(),
                second.after(),
                null,
                first.predicted(),
                good ? RELIEVED : TakeBack.MADE_WORSE,
                second.links().isEmpty() ? first.links() : second.links());
        Protection judged = protection.judged(verdict);
        scene.put(judged);
        if (!good) {
            found.worse().add(judged);
        }
    }

    /** Takes back what has to go now; the rest of a filled link is measured again first. */
    private static List<Protection> withdraw(Scene scene, Findings found) {
        List<Protection> back = new ArrayList<>();
        List<Protection> chosen = LowestFirst.of(scene, found.worse());
        for (Protection protection : chosen) {
            scene.keys().judged(scene.incident().incidentId(), protection.key(), false);
            back.addAll(TakeBack.now(
                    scene, List.of(protection), TakeBack.MADE_WORSE, LowestFirst.filled(protection, found.worse())));
        }
        found.worse().stream()
                .filter(protection -> chosen.stream().noneMatch(one -> one.id().equals(protection.id())))
                .forEach(protection -> scene.put(protection.measuredAgain(scene.now())));
        back.addAll(TakeBack.now(scene, found.stopped(), TakeBack.DID_NOT_HELP, List.of()));
        return back;
    }

    private static void tell(Scene scene, RestorationUpdate.Request seen, Findings found, List<Protection> back) {
        if (!(scene.stage() instanceof Stage.Monitoring) && back.isEmpty()) {
            return;
        }
        Map<String, Object> details = Monitor.phaseSix(scene, seen.event().wire(), seen.details());
        if (!back.isEmpty()) {
            details.put("withdrawn", back.stream().map(TakeBack::told).toList());
        }
        Updates.status(scene, message(scene, seen, found, back), details);
    }

    private static String message(Scene scene, RestorationUpdate.Request seen, Findings found, List<Protection> back) {
        if (!back.isEmpty()) {
            return "Taken back, traffic is on its former path again: "
                    + String.join(", ", back.stream().map(Helped::why).toList());
        }
        String figures = scene.protections().stream()
                .filter(protection -> seen.tunnelIds().isEmpty() || named(protection, seen.tunnelIds()))
                .map(protection -> protection.standing().verdict())
                .filter(Objects::nonNull)
                .findFirst()
                .map(Helped::figures)
                .orElse("");
        return (found.none() ? "Service levels measured after steering" : "Steering did not help all services")
                + figures;
    }

    private static boolean named(Protection protection, List<String> tunnelIds) {
        Tunnel tunnel = protection.state().tunnelOrNull();
        return tunnel != null && tunnelIds.contains(tunnel.tunnelId());
    }

    private static String why(Protection protection) {
        Standing.Verdict verdict = protection.standing().verdict();
        return protection.id() + ' ' + reason(protection).replace('_', ' ') + (verdict == null ? "" : figures(verdict));
    }

    private static String reason(Protection protection) {
        return protection.standing().tried().getLast().reason();
    }

    /** Before, as predicted and as measured, side by side. */
    private static String figures(Standing.Verdict verdict) {
        List<String> parts = new ArrayList<>();
        part(parts, "before", verdict.before());
        part(parts, "predicted", verdict.predicted());
        part(parts, "measured", verdict.after());
        for (LinkLoad load : SteeringMeasurement.overloaded(verdict.links())) {
            parts.add("%s at %.0f %%".formatted(load.linkId(), 100 * Objects.requireNonNull(load.measured())));
        }
        return parts.isEmpty() ? "" : " (" + String.join("; ", parts) + ')';
    }

    private static void part(List<String> parts, String name, IncidentView.@Nullable Sla sla) {
        if (sla != null && sla.latencyMs() != null) {
            String loss = sla.lossPct() == null ? "" : ", %.2f %% loss".formatted(sla.lossPct());
            parts.add("%s %.1f ms%s".formatted(name, sla.latencyMs(), loss));
        }
    }

    /** Automation leaves these keys alone, their traffic stays where it was. */
    private static void stop(Scene scene, List<Protection> stopped, String reason, String what) {
        if (stopped.isEmpty()) {
            return;
        }
        List<String> keys = stopped.stream().map(Protection::id).toList();
        scene.audit(
                AuditEventType.STATE_CHANGE, Map.of("automation", "stopped", "reason", reason, "protections", keys));
        Escalate.stopUnless(
                scene.carries(),
                scene,
                reason,
                what + ' ' + Keys.MOST_NOT_HELPED
                        + " times in a row, traffic is back where it was, a person has to decide",
                Map.of(
                        "protections",
                        keys,
                        "measured",
                        stopped.stream().map(Helped::measured).toList()));
    }

    private static Map<String, Object> measured(Protection protection) {
        Map<String, Object> measured = new LinkedHashMap<>();
        measured.put("protection_key", protection.id());
        Standing.Verdict verdict = protection.standing().verdict();
        if (verdict != null) {
            Details.figures(measured, verdict.before(), verdict.predicted(), verdict.after());
        }
        return measured;
    }
}

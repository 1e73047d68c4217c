package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.IncidentView.LinkLoad;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.contract.SteeringOutcome;
import io.cemfleet.a2a.contract.WithdrawalReason;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionKeyRegistry;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates whether steering helped. A protection that made things worse is withdrawn at once. One that did not help is
 * tried once on another path; one that did not help twice in a row is withdrawn and left to an operator.
 */
final class SteeringEvaluation {

    private SteeringEvaluation() {}

    private record EvaluationFindings(List<Protection> worse, List<Protection> elsewhere, List<Protection> stopped) {
        EvaluationFindings() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        boolean none() {
            return worse.isEmpty() && elsewhere.isEmpty() && stopped.isEmpty();
        }
    }

    static void fold(IncidentWorkUnit work, RestorationUpdate.Request report) {
        List<SteeringMeasurement> measured = SteeringMeasurement.of(report);
        EvaluationFindings found = new EvaluationFindings();
        measured.forEach(tunnel -> evaluate(work, tunnel, found));
        work.audit(AuditEventType.STATE_CHANGE, RestorationReports.evidence(report));
        if (work.automationPaused()) {
            return;
        }
        List<Protection> back = withdraw(work, found);
        report(work, report, found, back);
        stopAutomation(work, found.stopped(), EscalationReason.DID_NOT_HELP, "What was done did not help");
        stopAutomation(
                work,
                back.stream()
                        .filter(protection -> reason(protection) == WithdrawalReason.MADE_WORSE)
                        .filter(protection -> work.keys().stopped(protection.key()))
                        .toList(),
                EscalationReason.MADE_WORSE,
                "What was done made things worse or did not help");
    }

    /** Seeks another path for protections that did not help, once the incident is at rest; true when it does. */
    static boolean next(IncidentWorkUnit work, IncidentStage.Recomputes standing) {
        List<Protection> open = withoutReplanning(work);
        if (open.isEmpty() || work.context().links().allClear()) {
            return false;
        }
        List<String> degraded = IncidentOverlap.learn(work, open);
        boolean seeks = ProtectionReplanning.around(work, degraded);
        List<Protection> nowhere = new ArrayList<>();
        for (Protection protection : open) {
            if (HeldTunnels.crosses(protection, degraded)) {
                continue;
            }
            if (ProtectionReplanning.replan(work, protection)) {
                seeks = true;
            } else {
                nowhere.add(protection);
            }
        }
        HeldTunnels.withdrawUseless(work, nowhere);
        if (seeks) {
            work.moveReplanned(standing.recompute(), "steering did not help, another path is sought");
        }
        return seeks;
    }

    /** While no other path may be sought, protections that did not help are withdrawn. */
    static void withdrawUseless(IncidentWorkUnit work) {
        HeldTunnels.withdrawUseless(work, withoutReplanning(work));
    }

    /** Protections that did not help, and for which no other path was sought since. */
    private static List<Protection> withoutReplanning(IncidentWorkUnit work) {
        return work.protections().stream()
                .filter(protection -> protection.state() instanceof ProtectionState.Steered
                        && HeldTunnels.didNotHelp(protection)
                        && protection.record().declined() == null
                        && !ProtectionReplanning.wasReplanned(work, protection))
                .toList();
    }

    private static void evaluate(IncidentWorkUnit work, SteeringMeasurement measured, EvaluationFindings found) {
        for (Protection protection : work.protections()) {
            ProtectionTunnel tunnel = protection.state().tunnelOrNull();
            boolean targets =
                    tunnel != null && measured.isOf(tunnel) && protection.state() instanceof ProtectionState.Steered;
            ProtectionRecord.SteeringEffect before = protection.record().effect();
            boolean over = before != null && before.settled() && !measured.madeWorse();
            if (!targets || over) {
                continue;
            }
            if (before != null && before.outcome() == SteeringOutcome.MADE_WORSE) {
                remeasured(work, protection, before, measured, found);
                continue;
            }
            ProtectionRecord.SteeringEffect verdict =
                    measured.verdict(protection.state().routeOrNull());
            Protection judged = protection.withEffect(verdict);
            work.put(judged);
            if (measured.madeWorse()) {
                found.worse().add(judged);
            } else if (verdict.helped() != null) {
                int inARow = work.keys().judged(work.incident().incidentId(), protection.key(), verdict.helped());
                if (inARow >= ProtectionKeyRegistry.MOST_NOT_HELPED) {
                    found.stopped().add(judged);
                } else if (inARow > 0) {
                    found.elsewhere().add(judged);
                }
            }
        }
    }

    /** Others were withdrawn from a link that it fills: it is withdrawn too unless it is known to be good by now. */
    private static void remeasured(
            IncidentWorkUnit work,
            Protection protection,
            ProtectionRecord.SteeringEffect first,
            SteeringMeasurement measured,
            EvaluationFindings found) {
        ProtectionRecord.SteeringEffect second =
                measured.verdict(protection.state().routeOrNull());
        boolean good = !measured.madeWorse() && (measured.linksAreGood() || second.settled());
        ProtectionRecord.SteeringEffect verdict = new ProtectionRecord.SteeringEffect(
                first.before(),
                second.after(),
                null,
                first.predicted(),
                good ? SteeringOutcome.RELIEVED : SteeringOutcome.MADE_WORSE,
                second.links().isEmpty() ? first.links() : second.links());
        Protection judged = protection.withEffect(verdict);
        work.put(judged);
        if (!good) {
            found.worse().add(judged);
        }
    }

    /** Withdraws the protections that have to go now; the others on a full link are measured again first. */
    private static List<Protection> withdraw(IncidentWorkUnit work, EvaluationFindings found) {
        List<Protection> back = new ArrayList<>();
        List<Protection> chosen = WithdrawalSelection.of(work, found.worse());
        for (Protection protection : chosen) {
            work.keys().judged(work.incident().incidentId(), protection.key(), false);
            back.addAll(ProtectionWithdrawal.withdraw(
                    work,
                    List.of(protection),
                    WithdrawalReason.MADE_WORSE,
                    WithdrawalSelection.filled(protection, found.worse())));
        }
        found.worse().stream()
                .filter(protection -> chosen.stream().noneMatch(one -> one.id().equals(protection.id())))
                .forEach(protection -> work.put(protection.measuredAgain(work.now())));
        back.addAll(ProtectionWithdrawal.withdraw(work, found.stopped(), WithdrawalReason.DID_NOT_HELP, List.of()));
        return back;
    }

    private static void report(
            IncidentWorkUnit work, RestorationUpdate.Request report, EvaluationFindings found, List<Protection> back) {
        if (!(work.stage() instanceof IncidentStage.Monitoring) && back.isEmpty()) {
            return;
        }
        Map<String, Object> details =
                MonitoringPhase.details(work, report.event().wire(), report.details());
        if (!back.isEmpty()) {
            details.put(
                    "withdrawn",
                    back.stream().map(ProtectionWithdrawal::details).toList());
        }
        IncidentReporter.status(work, message(work, report, found, back), details);
    }

    private static String message(
            IncidentWorkUnit work, RestorationUpdate.Request report, EvaluationFindings found, List<Protection> back) {
        if (!back.isEmpty()) {
            return "Taken back, traffic is on its former path again: "
                    + String.join(
                            ", ", back.stream().map(SteeringEvaluation::why).toList());
        }
        String figures = work.protections().stream()
                .filter(protection -> report.tunnelIds().isEmpty() || isNamed(protection, report.tunnelIds()))
                .map(protection -> protection.record().effect())
                .filter(Objects::nonNull)
                .findFirst()
                .map(SteeringEvaluation::figures)
                .orElse("");
        return (found.none() ? "Service levels measured after steering" : "Steering did not help all services")
                + figures;
    }

    private static boolean isNamed(Protection protection, List<String> tunnelIds) {
        ProtectionTunnel tunnel = protection.state().tunnelOrNull();
        return tunnel != null && tunnelIds.contains(tunnel.tunnelId());
    }

    private static String why(Protection protection) {
        ProtectionRecord.SteeringEffect verdict = protection.record().effect();
        return protection.id()
                + ' '
                + reason(protection).wire().replace('_', ' ')
                + (verdict == null ? "" : figures(verdict));
    }

    private static WithdrawalReason reason(Protection protection) {
        return protection.record().withdrawnPaths().getLast().reason();
    }

    /** Before, as predicted and as measured, side by side. */
    private static String figures(ProtectionRecord.SteeringEffect verdict) {
        List<String> parts = new ArrayList<>();
        addFigures(parts, "before", verdict.before());
        addFigures(parts, "predicted", verdict.predicted());
        addFigures(parts, "measured", verdict.after());
        for (LinkLoad load : SteeringMeasurement.overloaded(verdict.links())) {
            parts.add("%s at %.0f %%".formatted(load.linkId(), 100 * Objects.requireNonNull(load.measured())));
        }
        return parts.isEmpty() ? "" : " (" + String.join("; ", parts) + ')';
    }

    private static void addFigures(List<String> parts, String name, IncidentView.@Nullable SlaValues sla) {
        if (sla != null && sla.latencyMs() != null) {
            String loss = sla.lossPct() == null ? "" : ", %.2f %% loss".formatted(sla.lossPct());
            parts.add("%s %.1f ms%s".formatted(name, sla.latencyMs(), loss));
        }
    }

    /** Automation leaves these keys alone, their traffic stays where it was. */
    private static void stopAutomation(
            IncidentWorkUnit work, List<Protection> stopped, EscalationReason reason, String what) {
        if (stopped.isEmpty()) {
            return;
        }
        List<String> keys = stopped.stream().map(Protection::id).toList();
        work.audit(
                AuditEventType.STATE_CHANGE,
                Map.of("automation", "stopped", "reason", reason.wire(), "protections", keys));
        IncidentEscalation.stopUnless(
                work.carriesTraffic(),
                work,
                reason,
                what + ' ' + ProtectionKeyRegistry.MOST_NOT_HELPED
                        + " times in a row, traffic is back where it was, a person has to decide",
                Map.of(
                        "protections",
                        keys,
                        "measured",
                        stopped.stream()
                                .map(SteeringEvaluation::measuredDetails)
                                .toList()));
    }

    private static Map<String, Object> measuredDetails(Protection protection) {
        Map<String, Object> measured = new LinkedHashMap<>();
        measured.put("protection_key", protection.id());
        ProtectionRecord.SteeringEffect verdict = protection.record().effect();
        if (verdict != null) {
            UpdateDetails.figures(measured, verdict.before(), verdict.predicted(), verdict.after());
        }
        return measured;
    }
}

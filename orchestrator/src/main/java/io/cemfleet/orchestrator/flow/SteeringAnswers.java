package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.orchestrator.incident.AttemptState;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord.UnsteeredService;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which services' traffic is on a tunnel: those that the network shows there, each by name. */
final class SteeringAnswers {
    private static final String NOT_STEERED = EscalationReason.NOT_STEERED.wire();

    private SteeringAnswers() {}

    /** The first steering onto a tunnel. One that moved some services is a success in part, not a failure. */
    static Protection answered(
            IncidentWorkUnit scene,
            Protection protection,
            ProtectionState.Provisioned provisioned,
            CallOutcome answer) {
        if (answer instanceof CallOutcome.Done(SteerTraffic.Result result)
                && !result.servicesSteered().isEmpty()) {
            Protection steered = protection.steered(provisioned.steered(result.servicesSteered()), scene.now());
            return rest(scene, steered.in(steered.state(), steered.effort().afresh()), answer, reasons(result));
        }
        AttemptState spent = WriteRetryPolicy.spent(scene, protection, answer);
        if (answer instanceof CallOutcome.Unknown || !WriteRetryPolicy.left(scene, spent)) {
            return ProtectionWorkflow.givenUp(scene, protection, provisioned.route(), provisioned.givenUp(), spent);
        }
        ProtectionState.Planned again = provisioned.again();
        if (WriteRetryPolicy.countsForNothing(answer)) {
            return protection.in(again, spent);
        }
        if (again.route().hasAnother()) {
            return protection.in(again.next(), spent);
        }
        return WriteRetryPolicy.retryable(answer)
                ? protection.in(again, spent)
                : ProtectionWorkflow.givenUp(scene, protection, provisioned.route(), provisioned.givenUp(), spent);
    }

    /** The answer to another try for services that were not steered, or came later. */
    static Protection answered(
            IncidentWorkUnit scene, Protection protection, ProtectionState.Steered steered, CallOutcome answer) {
        if (answer instanceof CallOutcome.Done(SteerTraffic.Result result)) {
            Protection now = protection.in(steered.carrying(result.servicesSteered()));
            return rest(scene, now, answer, reasons(result));
        }
        if (WriteRetryPolicy.otherPathInForce(answer)) {
            AttemptState spent = WriteRetryPolicy.spent(scene, protection, answer);
            return WriteRetryPolicy.left(scene, spent)
                    ? protection.in(steered.remade(), spent)
                    : over(scene, protection, spent);
        }
        return rest(scene, protection, answer, Map.of());
    }

    private static Protection rest(
            IncidentWorkUnit scene, Protection protection, CallOutcome answer, Map<String, String> reasons) {
        if (protection.notRiding().isEmpty()) {
            return protection.unsteered(List.of());
        }
        CallOutcome failed = answer instanceof CallOutcome.Done
                ? new CallOutcome.Failed(NOT_STEERED, String.join(", ", protection.notRiding()), true)
                : answer;
        AttemptState spent = WriteRetryPolicy.spent(scene, protection, failed);
        Protection left = protection.unsteered(unsteered(protection, failed, reasons));
        return WriteRetryPolicy.left(scene, spent) ? left.in(left.state(), spent) : over(scene, left, spent);
    }

    /** Operators get the services by name; nothing more is tried before one requests it. */
    private static Protection over(IncidentWorkUnit scene, Protection protection, AttemptState spent) {
        List<UnsteeredService> left = protection.standing().unsteered().stream()
                .map(one -> new UnsteeredService(one.serviceId(), one.reason(), true))
                .toList();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("protection_key", protection.id());
        evidence.put("services_not_steered", UpdateDetails.notSteered(left));
        evidence.put("attempts", scene.rules().attempts());
        evidence.put("error", Objects.requireNonNullElse(spent.lastError(), NOT_STEERED));
        String names = String.join(", ", protection.notRiding());
        IncidentEscalation.flag(
                scene, EscalationReason.NOT_STEERED, "Not protected: " + names + " could not be steered", evidence);
        return protection.unsteered(left).in(protection.state(), spent.afresh());
    }

    /** An operator wants services that were given up to be steered after all; false when there are none. */
    static boolean again(IncidentWorkUnit scene, List<Protection> protections) {
        boolean any = false;
        for (Protection protection : protections) {
            boolean left = protection.state() instanceof ProtectionState.Steered
                    && protection.standing().unsteered().stream().anyMatch(UnsteeredService::givenUp);
            if (left) {
                Protection cleared = protection.unsteered(List.of());
                scene.put(cleared.in(cleared.state(), cleared.effort().afresh()));
                any = true;
            }
        }
        return any;
    }

    private static List<UnsteeredService> unsteered(
            Protection protection, CallOutcome answer, Map<String, String> reasons) {
        String usual = answer instanceof CallOutcome.Failed failed ? failed.code() : NOT_STEERED;
        return protection.notRiding().stream()
                .map(service -> new UnsteeredService(service, reasons.getOrDefault(service, usual), false))
                .toList();
    }

    private static Map<String, String> reasons(SteerTraffic.Result result) {
        Map<String, String> reasons = new LinkedHashMap<>();
        if (result.servicesNotSteered() != null) {
            result.servicesNotSteered().forEach(one -> reasons.put(one.serviceId(), one.reason()));
        }
        return reasons;
    }
}

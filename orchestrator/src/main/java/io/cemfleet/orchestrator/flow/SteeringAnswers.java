package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.a2a.contract.UnsteeredReason;
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
            IncidentWorkUnit work, Protection protection, ProtectionState.Provisioned provisioned, CallOutcome answer) {
        if (answer instanceof CallOutcome.Done(SteerTraffic.Result result)
                && !result.servicesSteered().isEmpty()) {
            Protection steered = protection.steered(provisioned.steered(result.servicesSteered()), work.now());
            return recordUnsteered(
                    work, steered.in(steered.state(), steered.attempts().restarted()), answer, reasons(result));
        }
        AttemptState attempts = WriteRetryPolicy.afterAnswer(work, protection, answer);
        if (answer instanceof CallOutcome.Unknown || !WriteRetryPolicy.mayRetry(work, attempts)) {
            return ProtectionWorkflow.givenUp(work, protection, provisioned.route(), provisioned.givenUp(), attempts);
        }
        ProtectionState.Planned again = provisioned.provisionedAgain();
        if (WriteRetryPolicy.isNotCounted(answer)) {
            return protection.in(again, attempts);
        }
        if (again.route().hasAnother()) {
            return protection.in(again.next(), attempts);
        }
        return WriteRetryPolicy.retryable(answer)
                ? protection.in(again, attempts)
                : ProtectionWorkflow.givenUp(work, protection, provisioned.route(), provisioned.givenUp(), attempts);
    }

    /** The answer to another try for services that were not steered, or came later. */
    static Protection answered(
            IncidentWorkUnit work, Protection protection, ProtectionState.Steered steered, CallOutcome answer) {
        if (answer instanceof CallOutcome.Done(SteerTraffic.Result result)) {
            Protection now = protection.in(steered.carrying(result.servicesSteered()));
            return recordUnsteered(work, now, answer, reasons(result));
        }
        if (WriteRetryPolicy.otherPathInForce(answer)) {
            AttemptState attempts = WriteRetryPolicy.afterAnswer(work, protection, answer);
            return WriteRetryPolicy.mayRetry(work, attempts)
                    ? protection.in(steered.recreated(), attempts)
                    : giveUp(work, protection, attempts);
        }
        return recordUnsteered(work, protection, answer, Map.of());
    }

    private static Protection recordUnsteered(
            IncidentWorkUnit work, Protection protection, CallOutcome answer, Map<String, UnsteeredReason> reasons) {
        if (protection.servicesOffTunnel().isEmpty()) {
            return protection.unsteered(List.of());
        }
        CallOutcome failed = answer instanceof CallOutcome.Done
                ? new CallOutcome.Failed(NOT_STEERED, String.join(", ", protection.servicesOffTunnel()), true)
                : answer;
        AttemptState attempts = WriteRetryPolicy.afterAnswer(work, protection, failed);
        Protection unsteered = protection.unsteered(unsteeredServices(protection, failed, reasons));
        return WriteRetryPolicy.mayRetry(work, attempts)
                ? unsteered.in(unsteered.state(), attempts)
                : giveUp(work, unsteered, attempts);
    }

    /** Operators get the services by name; nothing more is tried before one requests it. */
    private static Protection giveUp(IncidentWorkUnit work, Protection protection, AttemptState attempts) {
        List<UnsteeredService> unsteered = protection.record().unsteered().stream()
                .map(one -> new UnsteeredService(one.serviceId(), one.reason(), true))
                .toList();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("protection_key", protection.id());
        evidence.put("services_not_steered", UpdateDetails.notSteered(unsteered));
        evidence.put("attempts", work.rules().attempts());
        evidence.put("error", Objects.requireNonNullElse(attempts.lastError(), NOT_STEERED));
        String names = String.join(", ", protection.servicesOffTunnel());
        IncidentEscalation.flag(
                work, EscalationReason.NOT_STEERED, "Not protected: " + names + " could not be steered", evidence);
        return protection.unsteered(unsteered).in(protection.state(), attempts.restarted());
    }

    /** An operator wants services that were given up to be steered after all; false when there are none. */
    static boolean retry(IncidentWorkUnit work, List<Protection> protections) {
        boolean any = false;
        for (Protection protection : protections) {
            boolean unsteered = protection.state() instanceof ProtectionState.Steered
                    && protection.record().unsteered().stream().anyMatch(UnsteeredService::givenUp);
            if (unsteered) {
                Protection cleared = protection.unsteered(List.of());
                work.put(cleared.in(cleared.state(), cleared.attempts().restarted()));
                any = true;
            }
        }
        return any;
    }

    private static List<UnsteeredService> unsteeredServices(
            Protection protection, CallOutcome answer, Map<String, UnsteeredReason> reasons) {
        UnsteeredReason usual = answer instanceof CallOutcome.Failed failed
                ? UnsteeredReason.of(failed.code())
                : TunnelFailureCode.NOT_STEERED;
        return protection.servicesOffTunnel().stream()
                .map(service -> new UnsteeredService(service, reasons.getOrDefault(service, usual), false))
                .toList();
    }

    private static Map<String, UnsteeredReason> reasons(SteerTraffic.Result result) {
        Map<String, UnsteeredReason> reasons = new LinkedHashMap<>();
        if (result.servicesNotSteered() != null) {
            result.servicesNotSteered().forEach(one -> reasons.put(one.serviceId(), one.reason()));
        }
        return reasons;
    }
}

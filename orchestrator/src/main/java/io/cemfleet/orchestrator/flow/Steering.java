package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Effort;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.orchestrator.incident.Standing.Unsteered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which services' traffic is on a tunnel: those that the network shows there, each by name. */
final class Steering {
    private static final String NOT_STEERED = "not_steered";

    private Steering() {}

    /** The first steering onto a tunnel. One that moved some services is a success in part, not a failure. */
    static Protection answered(
            Scene scene, Protection protection, ProtectionState.Provisioned provisioned, Answer answer) {
        if (answer instanceof Answer.Done(SteerTraffic.Result result)
                && !result.servicesSteered().isEmpty()) {
            Protection steered = protection.steered(provisioned.steered(result.servicesSteered()), scene.now());
            return rest(scene, steered.in(steered.state(), steered.effort().afresh()), answer, reasons(result));
        }
        Effort spent = Attempts.spent(scene, protection, answer);
        if (answer instanceof Answer.Unknown || !Attempts.left(scene, spent)) {
            return Tunnels.givenUp(scene, protection, provisioned.route(), provisioned.givenUp(), spent);
        }
        ProtectionState.Planned again = provisioned.again();
        if (Attempts.countsForNothing(answer)) {
            return protection.in(again, spent);
        }
        if (again.route().hasAnother()) {
            return protection.in(again.next(), spent);
        }
        return Attempts.retryable(answer)
                ? protection.in(again, spent)
                : Tunnels.givenUp(scene, protection, provisioned.route(), provisioned.givenUp(), spent);
    }

    /** Another try for services that were left, or came later. */
    static Protection answered(Scene scene, Protection protection, ProtectionState.Steered steered, Answer answer) {
        if (answer instanceof Answer.Done(SteerTraffic.Result result)) {
            Protection now = protection.in(steered.carrying(result.servicesSteered()));
            return rest(scene, now, answer, reasons(result));
        }
        if (answer instanceof Answer.Failed failed && failed.code().equals("path_version_mismatch")) {
            Effort spent = Attempts.spent(scene, protection, answer);
            return Attempts.left(scene, spent)
                    ? protection.in(steered.remade(), spent)
                    : over(scene, protection, spent);
        }
        return rest(scene, protection, answer, Map.of());
    }

    private static Protection rest(Scene scene, Protection protection, Answer answer, Map<String, String> reasons) {
        if (protection.notRiding().isEmpty()) {
            return protection.unsteered(List.of());
        }
        Answer failed = answer instanceof Answer.Done
                ? new Answer.Failed(NOT_STEERED, String.join(", ", protection.notRiding()), true)
                : answer;
        Effort spent = Attempts.spent(scene, protection, failed);
        Protection left = protection.unsteered(unsteered(protection, failed, reasons));
        return Attempts.left(scene, spent) ? left.in(left.state(), spent) : over(scene, left, spent);
    }

    /** People are told by name; nothing more is tried before one asks for it. */
    private static Protection over(Scene scene, Protection protection, Effort spent) {
        List<Unsteered> left = protection.standing().unsteered().stream()
                .map(one -> new Unsteered(one.serviceId(), one.reason(), true))
                .toList();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("protection_key", protection.id());
        evidence.put("services_not_steered", Details.notSteered(left));
        evidence.put("attempts", scene.rules().attempts());
        evidence.put("error", Objects.requireNonNullElse(spent.lastError(), NOT_STEERED));
        String names = String.join(", ", protection.notRiding());
        Escalate.flag(scene, NOT_STEERED, "Not protected: " + names + " could not be steered", evidence);
        return protection.unsteered(left).in(protection.state(), spent.afresh());
    }

    /** A person wants services that were given up to be steered after all; false when there are none. */
    static boolean again(Scene scene, List<Protection> protections) {
        boolean any = false;
        for (Protection protection : protections) {
            boolean left = protection.state() instanceof ProtectionState.Steered
                    && protection.standing().unsteered().stream().anyMatch(Unsteered::givenUp);
            if (left) {
                Protection cleared = protection.unsteered(List.of());
                scene.put(cleared.in(cleared.state(), cleared.effort().afresh()));
                any = true;
            }
        }
        return any;
    }

    private static List<Unsteered> unsteered(Protection protection, Answer answer, Map<String, String> reasons) {
        String usual = answer instanceof Answer.Failed failed ? failed.code() : NOT_STEERED;
        return protection.notRiding().stream()
                .map(service -> new Unsteered(service, reasons.getOrDefault(service, usual), false))
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

package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.DeleteTunnels;
import io.cemfleet.a2a.contract.ProvisionTunnels;
import io.cemfleet.a2a.contract.SteerTunnels;
import io.cemfleet.a2a.contract.WaveAnswer;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the answer to a wave says of each of its protections. */
final class WaveOutcomes {
    private static final CallOutcome NOTHING_CLEAR =
            new CallOutcome.Unknown("the answer to the wave is not clear about this protection");

    private final Map<String, CallOutcome> byProtection = new HashMap<>();
    private final CallOutcome rest;

    private WaveOutcomes(CallOutcome rest) {
        this.rest = rest;
    }

    /** A call that failed as a whole, and one that is no wave, has its outcome for each of its protections. */
    static WaveOutcomes of(AgentCall call, CallOutcome answer) {
        if (call.wave().isEmpty() || !(answer instanceof CallOutcome.Done(Object result))) {
            return new WaveOutcomes(answer);
        }
        WaveOutcomes outcomes = new WaveOutcomes(NOTHING_CLEAR);
        for (WaveAnswer<?> item : answers(result)) {
            if (item != null && item.key() != null) {
                outcomes.byProtection.merge(item.key(), outcome(item), (one, other) -> NOTHING_CLEAR);
            }
        }
        return outcomes;
    }

    /** An item that is missing, or answered in two ways, is unknown. */
    CallOutcome of(String protection) {
        return byProtection.getOrDefault(protection, rest);
    }

    private static List<? extends WaveAnswer<?>> answers(Object result) {
        return switch (result) {
            case ProvisionTunnels.Result made -> Objects.requireNonNullElse(made.results(), List.of());
            case SteerTunnels.Result steered -> Objects.requireNonNullElse(steered.results(), List.of());
            case DeleteTunnels.Result deleted -> Objects.requireNonNullElse(deleted.results(), List.of());
            default -> List.of();
        };
    }

    private static CallOutcome outcome(WaveAnswer<?> item) {
        if (item.error() != null && item.result() == null) {
            return new CallOutcome.Failed(
                    item.error().code(), item.error().message(), item.error().retryable());
        }
        return item.error() == null && item.result() != null ? new CallOutcome.Done(item.result()) : NOTHING_CLEAR;
    }
}

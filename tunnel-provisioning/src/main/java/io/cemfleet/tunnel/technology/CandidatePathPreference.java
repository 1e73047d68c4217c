package io.cemfleet.tunnel.technology;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.PathWeights;
import io.cemfleet.tunnel.policy.PreferenceRules;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.ProvisioningSnapshot;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Make before break by the preference of a candidate path (RFC 9256): below the active path first, above all others to steer. */
@Component
class CandidatePathPreference {
    private final TunnelSettings.PreferenceSettings settings;

    CandidatePathPreference(TunnelSettings settings) {
        this.settings = settings.preference();
    }

    /**
     * A preference below the others; a tunnel that is already above them stays there with its weights, so that no
     * traffic moves back.
     */
    StepOutcome<CandidatePlacement> below(Tunnel tunnel, ProvisioningSnapshot view) {
        SteeringKey key = tunnel.key();
        Set<Integer> own = tunnel.ledger().written() ? tunnel.preferences() : Set.of();
        Set<Integer> others = view.preferencesBeside(key, tunnel.tunnelId(), own);
        Integer active = view.live(key).map(LivePolicy::activePreference).orElse(null);
        if (active != null && own.contains(active) && (others.isEmpty() || active > Collections.max(others))) {
            return StepOutcome.done(
                    new CandidatePlacement(active, tunnel.placement().weights()));
        }
        OptionalInt free = PreferenceRules.below(others, active, settings.provisioned());
        return free.isPresent()
                ? StepOutcome.done(new CandidatePlacement(free.getAsInt(), PathWeights.PROTECTED))
                : noneLeft(key);
    }

    /**
     * The tunnel at a preference above the others; one that is already above them keeps its own.
     *
     * @param present as it is configured
     * @param live its policy in the network
     */
    StepOutcome<Tunnel> above(Tunnel tunnel, ConfiguredTunnel present, Optional<LivePolicy> live) {
        Set<Integer> own = new HashSet<>(tunnel.preferences());
        int now = tunnel.placement().preference();
        if (present instanceof ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig candidate)) {
            now = candidate.preference();
            own.add(now);
        }
        Set<Integer> others = live.stream()
                .flatMap(policy -> policy.paths().stream())
                .map(LivePolicy.LivePath::preference)
                .filter(preference -> !own.contains(preference))
                .collect(Collectors.toSet());
        if (others.isEmpty() || now > Collections.max(others)) {
            return StepOutcome.done(at(tunnel, now));
        }
        OptionalInt free = PreferenceRules.above(others, settings.provisioned(), settings.step());
        return free.isPresent() ? StepOutcome.done(at(tunnel, free.getAsInt())) : noneLeft(tunnel.key());
    }

    private static Tunnel at(Tunnel tunnel, int preference) {
        return tunnel.at(new CandidatePlacement(preference, tunnel.placement().weights()));
    }

    private static <T> StepOutcome<T> noneLeft(SteeringKey key) {
        return StepOutcome.failed(
                TunnelFailureCode.NO_PREFERENCE_LEFT, "the candidate paths of %s leave no preference".formatted(key));
    }
}

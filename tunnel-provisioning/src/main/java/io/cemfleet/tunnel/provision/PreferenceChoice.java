package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.PathWeights;
import io.cemfleet.tunnel.policy.PreferenceRules;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.ProvisioningSnapshot;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Make before break: below the active path first, above all others to steer. */
@Component
class PreferenceChoice {
    private final TunnelSettings.PreferenceSettings settings;

    PreferenceChoice(TunnelSettings settings) {
        this.settings = settings.preference();
    }

    /**
     * A preference below the others; a tunnel that is already above them stays there with its weights, so that no
     * traffic moves back.
     */
    StepOutcome<CandidatePlacement> place(Tunnel tunnel, ProvisioningSnapshot view) {
        SteeringKey key = tunnel.key();
        Set<Integer> own = tunnel.ledger().written() ? tunnel.preferences() : Set.of();
        Set<Integer> others = view.preferencesBeside(key, tunnel.tunnelId(), own);
        Integer active = view.live(key).map(LivePolicy::activePreference).orElse(null);
        if (active != null && own.contains(active) && (others.isEmpty() || active > Collections.max(others))) {
            return StepOutcome.done(
                    new CandidatePlacement(active, tunnel.placement().weights()));
        }
        return at(PreferenceRules.below(others, active, settings.provisioned()), key);
    }

    /** A preference above the others; a tunnel that is already above them keeps its own. */
    StepOutcome<Integer> above(Set<Integer> others, int present, SteeringKey key) {
        if (others.isEmpty() || present > Collections.max(others)) {
            return StepOutcome.done(present);
        }
        return at(PreferenceRules.above(others, settings.provisioned(), settings.step()), key)
                .map(CandidatePlacement::preference);
    }

    private static StepOutcome<CandidatePlacement> at(OptionalInt preference, SteeringKey key) {
        return preference.isPresent()
                ? StepOutcome.done(new CandidatePlacement(preference.getAsInt(), PathWeights.PROTECTED))
                : StepOutcome.failed(
                        TunnelFailureCode.NO_PREFERENCE_LEFT,
                        "the candidate paths of %s leave no preference".formatted(key));
    }
}

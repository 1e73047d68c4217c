package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.FailureCode;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.policy.Placement;
import io.cemfleet.tunnel.policy.Preferences;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.Weights;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.NetworkView;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Make before break: below the active path first, above all others to steer. */
@Component
class PreferenceChoice {
    private final TunnelSettings.Preference settings;

    PreferenceChoice(TunnelSettings settings) {
        this.settings = settings.preference();
    }

    /**
     * Below the others; a tunnel that the network has above them already stays there with its weights, so that nothing moves
     * back.
     */
    Outcome<Placement> place(Tunnel tunnel, NetworkView view) {
        SteeringKey key = tunnel.key();
        Set<Integer> own = tunnel.ledger().written() ? tunnel.preferences() : Set.of();
        Set<Integer> others = view.preferencesBeside(key, tunnel.tunnelId(), own);
        Integer active = view.live(key).map(LivePolicy::activePreference).orElse(null);
        if (active != null && own.contains(active) && (others.isEmpty() || active > Collections.max(others))) {
            return Outcome.done(new Placement(active, tunnel.placement().weights()));
        }
        return at(Preferences.below(others, active, settings.provisioned()), key);
    }

    /** Above the others; one that is there already stays as it is. */
    Outcome<Integer> above(Set<Integer> others, int present, SteeringKey key) {
        if (others.isEmpty() || present > Collections.max(others)) {
            return Outcome.done(present);
        }
        return at(Preferences.above(others, settings.provisioned(), settings.step()), key)
                .map(Placement::preference);
    }

    private static Outcome<Placement> at(OptionalInt preference, SteeringKey key) {
        return preference.isPresent()
                ? Outcome.done(new Placement(preference.getAsInt(), Weights.PROTECTED))
                : Outcome.failed(
                        FailureCode.NO_PREFERENCE_LEFT, "the candidate paths of %s leave no preference".formatted(key));
    }
}

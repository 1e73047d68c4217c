package io.cemfleet.restoration;

import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.runtime.time.DoublingPause;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Nominal times; the time scale divides them.
 *
 * @param poll between two samples of the original path
 * @param goodSamples in a row, with distinct times, before the hold timer starts
 * @param hold by the highest tier of the incident; a relapse doubles it
 * @param cutoverWeights what stays on the protection path at each stage, percent, falling, ending with 0
 * @param cutoverInterval between two stages
 * @param telemetryMissingAfter how long the original paths may stay unmeasured before operators are notified
 * @param attempts tries of a shift or a deletion before operators are notified
 * @param unansweredAfter how long tunnel-provisioning may leave a shift or a deletion unanswered before operators are
 *     notified
 */
@Validated
@ConfigurationProperties("cem.restoration")
public record RestorationSettings(
        @DefaultValue("30s") Duration poll,
        @DefaultValue("3") @Min(1) int goodSamples,
        @NotNull Map<String, Duration> hold,
        @DefaultValue("1h") Duration maxHold,
        @DefaultValue({"75", "50", "25", "0"}) @NotEmpty List<@Min(0) @Max(99) Integer> cutoverWeights,
        @DefaultValue("60s") Duration cutoverInterval,
        @DefaultValue("5m") Duration telemetryMissingAfter,
        @DefaultValue("5") @Min(1) int attempts,
        @DefaultValue("2s") Duration retry,
        @DefaultValue("5m") Duration unansweredAfter) {

    public RestorationSettings {
        if (cutoverWeights.isEmpty() || cutoverWeights.getLast() != 0) {
            throw new IllegalArgumentException("cem.restoration.cutover-weights must end with 0");
        }
    }

    /** The hold time of a tier after so many relapses, nominal. */
    public Duration holdTime(SlaTier tier, int relapses) {
        Duration base = hold.get(tier.effective().wire());
        if (base == null) {
            throw new IllegalStateException(
                    "no hold time for tier " + tier.effective().wire());
        }
        return DoublingPause.after(relapses + 1, base, maxHold);
    }
}

package io.cemfleet.tunnel;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How tunnels are created.
 *
 * @param unreportedSidDepth labels that a head-end is trusted to push when it reports no maximum SID depth
 * @param topologyMaxAge an older topology is read again before a write
 */
@Validated
@ConfigurationProperties("cem.tunnel")
public record TunnelSettings(
        @DefaultValue("5") @Min(1) int unreportedSidDepth,
        @DefaultValue("10s") @NotNull Duration topologyMaxAge,
        @DefaultValue @Valid PreferenceSettings preference,
        @DefaultValue @Valid StepWaitSettings waits) {

    /**
     * Preferences of our candidate paths.
     *
     * @param provisioned before traffic is steered, where it is free below all others
     * @param step how far above the highest other one a steered tunnel goes
     */
    public record PreferenceSettings(
            @DefaultValue("50") @Min(1) @Max(65535) int provisioned, @DefaultValue("10") @Min(1) @Max(1000) int step) {}

    /**
     * Bounds of waiting, each within the task's own deadline.
     *
     * @param plan until NSO reports a write as ready
     * @param readBack until the network shows a write
     * @param poll first pause between two reads; each further one is twice as long, up to eight times the first
     * @param work reserved at the end of a task's time for its writes: a head-end that is not free before then is busy
     * @param lease how long a head-end stays locked after its holder died
     */
    public record StepWaitSettings(
            @DefaultValue("20s") @NotNull Duration plan,
            @DefaultValue("10s") @NotNull Duration readBack,
            @DefaultValue("100ms") @NotNull Duration poll,
            @DefaultValue("10s") @NotNull Duration work,
            @DefaultValue("15s") @NotNull Duration lease) {}
}

package io.cemfleet.orchestrator;

import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.NoPathPolicy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the orchestrator works on incidents. Waits that operators sit through are nominal: {@code cem.time-scale} divides
 * them.
 *
 * @param attempts at a step before the incident is escalated
 * @param backOff before the second attempt; doubled for each further one, at most a minute
 * @param patience how long an agent may leave a request unanswered before the attempt counts as failed
 * @param parallelism calls of one incident that are made at the same time; tunnels are made by one at a time
 * @param longestRun how long a worker goes on with one incident before it serves others; a call that is under way is
 *     finished
 * @param notifyOpening whether operators are notified when an incident opens
 * @param noPath what to do with an incident none of whose services can be protected: escalate, or close
 * @param verdictsFor how long the record that an action did not help a protection key stays in force
 * @param autonomy what automation may do without an operator, by the highest tier that a protection covers
 */
@Validated
@ConfigurationProperties("cem.orchestrator")
public record OrchestratorSettings(
        @DefaultValue("3") @Min(1) int attempts,
        @DefaultValue("1s") @NotNull Duration backOff,
        @DefaultValue("60s") @NotNull Duration patience,
        @DefaultValue("8") @Min(1) @Max(64) int parallelism,
        @DefaultValue("10s") @NotNull Duration longestRun,
        @DefaultValue("false") boolean notifyOpening,
        @DefaultValue("gradual") @NotNull CutoverMode cutoverMode,
        @DefaultValue("escalate") @NotNull NoPathPolicy noPath,
        @DefaultValue("24h") @NotNull Duration verdictsFor,
        @DefaultValue @Valid PathSettings path,
        @DefaultValue @Valid WaitSettings waits,
        @DefaultValue @Valid AutonomySettings autonomy) {

    /** Each observe, recommend, approve or automatic. */
    public record AutonomySettings(
            @DefaultValue("automatic") Autonomy.@NotNull Mode platinum,
            @DefaultValue("automatic") Autonomy.@NotNull Mode gold,
            @DefaultValue("automatic") Autonomy.@NotNull Mode silver,
            @DefaultValue("automatic") Autonomy.@NotNull Mode bronze) {}

    /**
     * @param maxHops of a protection path; unset: derived from the network's diameter
     * @param alternatives paths requested beside the best one, for later attempts
     * @param threshold utilisation, 0 to 1, up to which protections may load a link, where no plan named one
     */
    public record PathSettings(
            @Nullable @Min(1) Integer maxHops,
            @DefaultValue("2") @Min(0) @Max(10) int alternatives,
            @DefaultValue("0.80") @Positive @DecimalMax("1.0") double threshold) {}

    /**
     * Hold times of the tiers as updates report them; the orchestrator acts on a breach on a flapping link after the
     * shortest.
     *
     * @param reassess how often impact is assessed again while nothing is protected and a link is still degraded
     * @param look how often an incident checks whether the incident that protects its traffic has released it
     */
    public record WaitSettings(
            @DefaultValue("30s") @NotNull Duration holdPlatinum,
            @DefaultValue("60s") @NotNull Duration holdGold,
            @DefaultValue("120s") @NotNull Duration holdSilver,
            @DefaultValue("300s") @NotNull Duration holdBronze,
            @DefaultValue("60s") @NotNull Duration reassess,
            @DefaultValue("10s") @NotNull Duration look) {}
}

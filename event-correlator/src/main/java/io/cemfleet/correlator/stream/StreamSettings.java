package io.cemfleet.correlator.stream;

import io.cemfleet.runtime.defaults.TimeScale;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The stream and its rules.
 *
 * @param applicationId names the consumer group, the transactions and the stores' change logs
 * @param instanceId stable and its own for each instance: a restart takes its tasks back at once
 * @param stateDir directory of the stores; survives restarts
 * @param commitInterval how long a result may wait for its commit while alerts arrive; a decision does not wait
 * @param poll how long one poll of the consumer waits for an alert, and a lone result for its commit
 * @param transactionTimeout after which the broker gives up on a writer that died
 * @param sessionTimeout after which another instance takes over
 * @param standbyReplicas copies of the stores on other instances
 */
@Validated
@ConfigurationProperties("cem.correlator.stream")
record StreamSettings(
        @DefaultValue("cem-event-correlator") @NotBlank String applicationId,
        @DefaultValue("event-correlator-0") @NotBlank String instanceId,
        @DefaultValue(".fleet/state/event-correlator") @NotNull Path stateDir,
        @DefaultValue("20ms") @NotNull Duration commitInterval,
        @DefaultValue("100ms") @NotNull Duration poll,
        @DefaultValue("4s") @NotNull Duration transactionTimeout,
        @DefaultValue("10s") @NotNull Duration sessionTimeout,
        @DefaultValue("0") @Min(0) int standbyReplicas,
        @DefaultValue @Valid Windows windows) {

    /** See {@link CorrelationRules}; dampening and the half-life are divided by the time scale, the rest is not. */
    record Windows(
            @DefaultValue("300s") @NotNull Duration dedup,
            @DefaultValue("1h") @NotNull Duration memory,
            @DefaultValue("300s") @NotNull Duration flap,
            @DefaultValue("3") @Min(2) int flapTransitions,
            @DefaultValue("60s") @NotNull Duration dampening,
            @DefaultValue("3600s") @NotNull Duration maxDampening,
            @DefaultValue("900s") @NotNull Duration penaltyHalfLife,
            @DefaultValue("750") @Min(1) double reusePenalty,
            @DefaultValue("30s") @NotNull Duration sharedNode,
            @DefaultValue("30s") @NotNull Duration sharedSrlg,
            @DefaultValue("120s") @NotNull Duration policyPath,
            @DefaultValue("30s") @NotNull Duration again) {}

    CorrelationRules rules(TimeScale scale) {
        return new CorrelationRules(
                windows.dedup(),
                windows.memory(),
                windows.flap(),
                windows.flapTransitions(),
                scale.of(windows.dampening()),
                scale.of(windows.maxDampening()),
                scale.of(windows.penaltyHalfLife()),
                windows.reusePenalty(),
                windows.sharedNode(),
                windows.sharedSrlg(),
                windows.policyPath(),
                windows.again());
    }
}

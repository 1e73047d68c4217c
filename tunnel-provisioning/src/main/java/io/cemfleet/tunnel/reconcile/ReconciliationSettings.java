package io.cemfleet.tunnel.reconcile;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How own tunnels are held against the network.
 *
 * @param interval pause between two runs
 * @param look pause between two looks at what stands
 * @param confirmation until a second look at what differs, which decides
 * @param grace a row that changed within it and leads nowhere, or whose write was not confirmed, is still someone's work:
 *     longer than a task and its next attempt
 * @param mostPerRun tunnels that one run cleans, the rest waits for the next
 */
@Validated
@ConfigurationProperties("cem.tunnel.reconciliation")
record ReconciliationSettings(
        @DefaultValue("60s") @NotNull Duration interval,
        @DefaultValue("20s") @NotNull Duration look,
        @DefaultValue("3s") @NotNull Duration confirmation,
        @DefaultValue("3m") @NotNull Duration grace,
        @DefaultValue("20") @Min(1) int mostPerRun) {}

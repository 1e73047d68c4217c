package io.cemfleet.tunnel.reconcile;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * How own tunnels are compared with the network.
 *
 * @param interval pause between two runs
 * @param standingCheck pause between two checks of provisioned tunnels
 * @param confirmation until a second check of a difference, which decides
 * @param grace a row that changed within this time is not yet abandoned: longer than a task and its next attempt
 * @param mostPerRun tunnels that one run removes; the rest waits for the next
 */
@Validated
@ConfigurationProperties("cem.tunnel.reconciliation")
record ReconciliationSettings(
        @DefaultValue("60s") @NotNull Duration interval,
        @Name("look") @DefaultValue("20s") @NotNull Duration standingCheck,
        @DefaultValue("3s") @NotNull Duration confirmation,
        @DefaultValue("3m") @NotNull Duration grace,
        @DefaultValue("20") @Min(1) int mostPerRun) {}

package io.cemfleet.enhancement.reconcile;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often, and how far back, the service desks are read for tickets without a webhook.
 *
 * @param interval between two reconciliations
 * @param window how far back tickets are read
 * @param grace how long a ticket's webhook may still arrive
 * @param most tickets of one reconciliation
 */
@Validated
@ConfigurationProperties("cem.enhancement.reconciliation")
record ReconciliationSettings(
        @DefaultValue("60s") Duration interval,
        @DefaultValue("1h") Duration window,
        @DefaultValue("2m") Duration grace,
        @DefaultValue("200") @Min(1) @Max(2000) int most) {}

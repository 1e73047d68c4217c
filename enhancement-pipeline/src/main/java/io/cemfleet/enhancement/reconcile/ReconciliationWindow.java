package io.cemfleet.enhancement.reconcile;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

/** The period for which the service desks are read, and its clock. */
@Component
record ReconciliationWindow(ReconciliationWindow.ReconciliationSettings settings, Clock clock) {

    /**
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
}

package io.cemfleet.enhancement.reconcile;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import org.springframework.validation.annotation.Validated;

/** How far back, and by which clock, the service desks are looked at. */
@Component
record ReconciliationWindow(ReconciliationWindow.ReconciliationSettings settings, Clock clock) {

    /**
     * @param interval between two looks
     * @param window how far a look goes back
     * @param grace how long a ticket's webhook is waited for
     * @param most tickets of one look
     */
    @Validated
    @ConfigurationProperties("cem.enhancement.reconciliation")
    record ReconciliationSettings(
            @DefaultValue("60s") Duration interval,
            @DefaultValue("1h") Duration window,
            @DefaultValue("2m") Duration grace,
            @DefaultValue("200") @Min(1) @Max(2000) int most) {}
}

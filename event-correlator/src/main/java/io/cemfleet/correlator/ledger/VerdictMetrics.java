package io.cemfleet.correlator.ledger;

import io.cemfleet.correlator.alert.VerdictRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Counts verdicts by source and rule. */
@Component
@Order(0)
class VerdictMetrics implements VerdictListener {
    private final MeterRegistry meters;

    VerdictMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void settled(List<VerdictRecord> verdicts) {
        verdicts.forEach(this::count);
    }

    private void count(VerdictRecord verdict) {
        String name =
                switch (verdict.verdict()) {
                    case PASSED -> "alerts.passed";
                    case DUPLICATE -> "alerts.deduplicated";
                    case SUPPRESSED -> "alerts.suppressed";
                    case DISCARDED -> "alerts.discarded";
                    case DAMPENED -> "alerts.dampened";
                    case OWN_CONGESTION -> "alerts.own_congestion";
                };
        meters.counter(name, "source", verdict.alert().source().wire(), "rule", verdict.rule())
                .increment();
    }
}

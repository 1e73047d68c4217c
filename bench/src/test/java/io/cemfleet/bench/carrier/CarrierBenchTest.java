package io.cemfleet.bench.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CarrierBenchTest {
    @Test
    void everyStepIsTimedAfterBothSidesAgreed() {
        var found = CarrierBench.measure(new CarrierSize(30, 90, 120, 10), 1_000_000);

        assertThat(found)
                .containsEntry("routers", 30)
                .containsKeys("first_read", "heap_bytes", "change", "assess_first", "assess", "plan");
    }
}

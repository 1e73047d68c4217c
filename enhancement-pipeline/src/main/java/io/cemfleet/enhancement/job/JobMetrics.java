package io.cemfleet.enhancement.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/** Counts waiting, running and dead jobs; not a number when the database does not answer. */
@Component
class JobMetrics {
    private final JobStore jobs;

    JobMetrics(JobStore jobs, MeterRegistry meters) {
        this.jobs = jobs;
        for (String state : List.of("queued", "running", "dead")) {
            Gauge.builder("enhancement.jobs", () -> count(state))
                    .tag("state", state)
                    .register(meters);
        }
    }

    private double count(String state) {
        try {
            return jobs.count(state);
        } catch (NestedRuntimeException e) {
            return Double.NaN;
        }
    }
}

package io.cemfleet.enhancement.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts waiting, running and dead jobs; not a number when the database does not answer. */
@Component
class JobMetrics {
    private final JdbcClient jdbc;

    JobMetrics(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        for (String state : List.of("queued", "running", "dead")) {
            Gauge.builder("enhancement.jobs", () -> count(state))
                    .tag("state", state)
                    .register(meters);
        }
    }

    private double count(String state) {
        try {
            return jdbc.sql("select count(*) from enhancement_job where state = :state")
                    .param("state", state)
                    .query(Long.class)
                    .single();
        } catch (NestedRuntimeException e) {
            return Double.NaN;
        }
    }
}

package io.cemfleet.path.a2a;

import io.cemfleet.path.constraint.PathSolution;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** {@code path_computation_seconds}, by outcome: found, relaxed, none. */
@Component
class ComputationTimer {

    private final MeterRegistry meters;

    ComputationTimer(MeterRegistry meters) {
        this.meters = meters;
    }

    void record(PathSolution solution, Duration took) {
        var outcome =
                switch (solution) {
                    case PathSolution.Solved solved when solved.relaxed().isEmpty() -> "found";
                    case PathSolution.Solved solved -> "relaxed";
                    case PathSolution.Unsolved unsolved -> "none";
                };
        Timer.builder("path.computation")
                .tag("outcome", outcome)
                .register(meters)
                .record(took);
    }
}

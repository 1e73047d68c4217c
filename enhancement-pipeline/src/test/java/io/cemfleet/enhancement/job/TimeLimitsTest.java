package io.cemfleet.enhancement.job;

import static io.cemfleet.enhancement.StageFixtures.context;
import static io.cemfleet.enhancement.StageFixtures.tenant;
import static io.cemfleet.enhancement.StageFixtures.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.cemfleet.enhancement.ScriptedStages;
import io.cemfleet.enhancement.StageFixtures;
import io.cemfleet.enhancement.history.EnhancementResultStore;
import io.cemfleet.enhancement.stage.ContextStage;
import io.cemfleet.enhancement.stage.EnhancementText;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.SynthesisStage;
import io.cemfleet.enhancement.stage.TicketUpdateOutcome;
import io.cemfleet.enhancement.stage.UpdateStage;
import io.cemfleet.runtime.testing.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The limits as they are set by default, on a clock that only the stages move. */
class TimeLimitsTest {
    private final ManualClock clock = new ManualClock(StageFixtures.NOW);
    private final AttemptSettings settings = new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("cem.enhancement.work", AttemptSettings.class);
    private final EnhancementResultStore results = mock(EnhancementResultStore.class);
    private final JobInputReader inputs = mock(JobInputReader.class);
    private final AttemptRecorder records = mock(AttemptRecorder.class);
    private final StageRunner stages = new StageRunner(new SimpleMeterRegistry());
    private final PipelineTicket ticket = ticket("Server is running slow");
    private final ClaimedJob job = new ClaimedJob(
            ticket.jobId(), "acme", ticket.ticketId(), ticket.correlationId(), "", ticket.priority(), 1, "worker-1");

    private final List<StageDeadline> deadlines = new ArrayList<>();
    private Duration gathering = Duration.ofMillis(450);
    private Duration writing = Duration.ofMillis(1500);
    private Duration updating = Duration.ofMillis(300);
    private boolean ai;
    private boolean updated;

    @BeforeEach
    void settings() {
        when(records.isStillHeld(any())).thenReturn(true);
        when(inputs.read(any())).thenReturn(new JobInput.Ready(tenant(), ticket, Optional.empty()));
        when(records.settle(any(), any(), any())).thenReturn("completed");
    }

    @AfterEach
    void stop() {
        stages.stop();
    }

    private AttemptOutcome run() {
        ContextStage context = (tenant, ticketInWork, deadline) -> {
            deadlines.add(deadline);
            clock.move(gathering);
            return context();
        };
        SynthesisStage synthesis = (tenant, ticketInWork, known, deadline) -> {
            deadlines.add(deadline);
            ai = !deadline.remaining(clock).isZero();
            clock.move(ai ? writing : Duration.ZERO);
            return ai ? ScriptedStages.byAi() : ScriptedStages.withoutAi();
        };
        UpdateStage update = (tenant, ticketInWork, text, deadline) -> {
            deadlines.add(deadline);
            updated = true;
            clock.move(updating);
            return new TicketUpdateOutcome.Written();
        };
        TicketEnhancer enhancer = new TicketEnhancer(context, synthesis, update, stages, results, settings, clock);
        AttemptOutcome[] seen = new AttemptOutcome[1];
        when(records.settle(any(), any(), any())).thenAnswer(call -> {
            seen[0] = call.getArgument(1);
            return "completed";
        });
        new JobWorker(inputs, enhancer, records, new SimpleMeterRegistry(), clock).work(job);
        return seen[0];
    }

    private static StageDeadline after(Duration since) {
        return new StageDeadline(StageFixtures.NOW.plus(since));
    }

    @Test
    void contextHas30SecondsTheModelUntil100AndTheWriteUntil120() {
        assertThat(run()).isEqualTo(new AttemptOutcome.Done());

        assertThat(deadlines)
                .containsExactly(
                        after(Duration.ofSeconds(30)), after(Duration.ofSeconds(100)), after(Duration.ofSeconds(120)));
    }

    @Test
    void performanceLatencyCalculationIsTheSumOfTheStagesAndBelow60Seconds() {
        run();

        verify(records).settle(eq(job), any(), eq(Duration.ofMillis(450 + 1500 + 300)));
        assertThat(Duration.between(StageFixtures.NOW, clock.instant())).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void afterTheSoftLimitTheTextIsWrittenWithoutAi() {
        gathering = Duration.ofSeconds(100);

        assertThat(run()).isEqualTo(new AttemptOutcome.Done());
        assertThat(ai).isFalse();
        assertThat(updated).isTrue();
    }

    @Test
    void justBeforeTheSoftLimitAModelStillWrites() {
        gathering = Duration.ofSeconds(100).minusMillis(1);

        run();

        assertThat(ai).isTrue();
    }

    @Test
    void theHardLimitOf120SecondsEndsTheAttemptBeforeAnythingIsWritten() {
        writing = Duration.ofSeconds(120);

        assertThat(run()).isEqualTo(new AttemptOutcome.Retryable("hard_limit", "hard limit of 120 s"));
        assertThat(updated).isFalse();
    }

    @Test
    void aStoredTextIsWrittenWithoutContextOrModel() {
        EnhancementText kept = ScriptedStages.byAi();
        when(inputs.read(any())).thenReturn(new JobInput.Ready(tenant(), ticket, Optional.of(kept)));

        assertThat(run()).isEqualTo(new AttemptOutcome.Done());
        assertThat(deadlines).containsExactly(after(Duration.ofSeconds(120)));
    }
}

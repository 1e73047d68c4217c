package io.cemfleet.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.TestAgentCaller;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The scheduler takes an incident's row whenever it is due, without asking whoever writes a fact at that moment. */
class StepRescheduleTest extends OrchestratorTest {
    private static final int FACTS = 400;

    @Test
    void everyFactIsTakenWhileTheSchedulerTakesTheStep() throws Exception {
        // given
        detect();
        awaitState("monitoring");

        // when
        List<Future<TestAgentCaller.Response>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Callable<TestAgentCaller.Response> one = () -> as(AgentName.EVENT_CORRELATOR)
                    .send(
                            "incident_updated",
                            OrchestratorFixtures.updated(id, IncidentChange.SEVERITY, OrchestratorFixtures.LINK));
            for (int i = 0; i < FACTS; i++) {
                answers.add(threads.submit(one));
            }
        }

        // then
        for (Future<TestAgentCaller.Response> answer : answers) {
            assertThat(answer.get().body().path("status").path("state").asText())
                    .as("%s", answer.get().body())
                    .isEqualTo("completed");
        }
    }
}

package io.cemfleet.orchestrator;

import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.awaitility.Awaitility.await;

import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.message.AgentName;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** The scheduler is woken for each fact: none waits for the next poll, which here does not come. */
@TestPropertySource(properties = "db-scheduler.polling-interval=1h")
class WakeUpTest extends OrchestratorTest {
    private static final int FACTS = 60;

    @Test
    void aFactThatArrivesWhileAStepRunsIsFoldedWithoutWaitingForAPoll() {
        // given
        detect();
        awaitSent("monitor_restoration", 1);

        for (int i = 0; i < FACTS; i++) {
            // when a second one arrives while the first is being folded
            change();
            change();

            // then
            await().atMost(Duration.ofSeconds(20)).until(() -> waiting() == 0);
        }
    }

    private void change() {
        send(AgentName.EVENT_CORRELATOR, "incident_updated", updated(id, IncidentChange.SEVERITY, LINK));
    }

    private long waiting() {
        return jdbc.sql("select count(*) from fact where incident_id = ? and folded_at is null")
                .param(id)
                .query(Long.class)
                .single();
    }
}

package io.cemfleet.restoration;

import static io.cemfleet.restoration.RestorationFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** A request that comes while a step runs. */
class WakeUpTest extends RestorationTestBase {
    @Autowired
    @Qualifier("watchStep")
    Task<Void> watchStep;

    @Test
    @SuppressWarnings("unchecked")
    void aRequestThatComesWhileTheLastStepEndsIsNotLost() {
        // given the last step of a watch, done but not yet off the schedule
        links.set("prague-vienna", "prague", LinkConditions.LinkCondition.BAD);
        begin(request(id, 1, tunnel));
        assertThat(cancel()).isTrue();
        await().atMost(Duration.ofSeconds(20)).until(() -> steps() == 0);
        CompletionHandler<Void> end =
                watchStep.execute(new TaskInstance<>("watch-step", id), mock(ExecutionContext.class));
        ExecutionOperations<Void> schedule = mock(ExecutionOperations.class);
        doAnswer(remove -> jdbc.sql(
                                "delete from scheduled_tasks where task_name = 'watch-step' and task_instance = :id")
                        .param("id", id)
                        .update())
                .when(schedule)
                .remove();
        // when it is requested again meanwhile
        begin(request(id, 2, tunnel));
        end.complete(ExecutionComplete.simulatedSuccess(Instant.now()), schedule);
        // then
        assertThat(steps()).isEqualTo(1);
        links.heal();
        awaitEvent("restored");
    }
}

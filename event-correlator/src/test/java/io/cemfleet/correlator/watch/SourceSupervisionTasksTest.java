package io.cemfleet.correlator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import io.cemfleet.correlator.CorrelatorFixtures;
import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.source.SupervisedSource;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SourceSupervisionTasksTest {
    private final SourceSupervisor supervisor = mock(SourceSupervisor.class);
    private final SupervisedSource one = source("one");
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withUserConfiguration(SourceSupervisionTasks.class)
            .withBean(SourceSupervisor.class, () -> supervisor)
            .withBean(CorrelatorSettings.class, CorrelatorFixtures::settings)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean("one", SupervisedSource.class, () -> one)
            .withBean("two", SupervisedSource.class, () -> source("two"));

    private static SupervisedSource source(String id) {
        SupervisedSource source = mock(SupervisedSource.class);
        when(source.id()).thenReturn(new AlertSourceId(id));
        return source;
    }

    @Test
    void eachSupervisedSourceHasATaskOfItsOwn() {
        context.run(beans -> assertThat(beans.getBeansOfType(Task.class).values())
                .extracting(task -> task.getName())
                .containsExactlyInAnyOrder("watch-one", "watch-two"));
    }

    @Test
    void theTaskSupervisesItsSource() {
        context.run(beans -> {
            CustomTask<?> task = beans.getBean("oneWatchTask", CustomTask.class);
            task.execute(null, null);
            verify(supervisor).supervise(one);
        });
    }

    @Test
    void withoutTheWatchThereIsNoTask() {
        context.withPropertyValues("cem.correlator.watch.enabled=false")
                .run(beans -> assertThat(beans.getBeansOfType(Task.class)).isEmpty());
    }
}

package io.cemfleet.a2a.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.inbox.TaskInbox;
import io.cemfleet.a2a.settings.A2aSettings;
import io.cemfleet.a2a.token.OneTimeTokens;
import io.cemfleet.runtime.problem.JsonInput;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The beans that receive tasks. */
@Configuration(proxyBeanMethods = false)
public class TaskServerConfiguration {

    @Bean
    TaskAnswerFactory taskAnswers(A2aSettings settings, Clock clock) {
        return new TaskAnswerFactory(settings, clock);
    }

    @Bean
    TaskController taskController(List<TaskHandler<?, ?>> handlers, TaskDispatcher desk, JsonInput input) {
        return new TaskController(handlers, desk, input);
    }

    @Bean
    TaskDispatcher taskDesk(
            TaskInbox memory,
            OneTimeTokens tokens,
            TaskAnswerFactory answers,
            PlatformTransactionManager transactions,
            JsonInput input,
            ObjectMapper mapper,
            Clock clock) {
        return new TaskDispatcher(
                memory,
                tokens,
                answers,
                new TransactionTemplate(transactions),
                new TaskDispatcher.PayloadReading(input, mapper, clock));
    }

    @Bean
    RunningTasks runningTasks(TaskInbox memory, TaskAnswerFactory answers, ObjectMapper mapper) {
        return new RunningTasks(memory, answers, mapper);
    }

    @Bean
    HealthController healthPage(HealthEndpoint endpoint) {
        return new HealthController(endpoint);
    }
}

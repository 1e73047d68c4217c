package io.cemfleet.a2a.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.config.A2aSettings;
import io.cemfleet.a2a.inbox.TaskMemory;
import io.cemfleet.a2a.problem.JsonInput;
import io.cemfleet.a2a.token.OneTimeTokens;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The beans of this room. */
@Configuration(proxyBeanMethods = false)
public class ServerConfiguration {

    @Bean
    TaskAnswers taskAnswers(A2aSettings settings, Clock clock) {
        return new TaskAnswers(settings, clock);
    }

    @Bean
    TaskController taskController(List<TaskHandler<?, ?>> handlers, TaskDesk desk, JsonInput input) {
        return new TaskController(handlers, desk, input);
    }

    @Bean
    TaskDesk taskDesk(
            TaskMemory memory,
            OneTimeTokens tokens,
            TaskAnswers answers,
            PlatformTransactionManager transactions,
            JsonInput input,
            ObjectMapper mapper,
            Clock clock) {
        return new TaskDesk(
                memory,
                tokens,
                answers,
                new TransactionTemplate(transactions),
                new TaskDesk.Reading(input, mapper, clock));
    }

    @Bean
    RunningTasks runningTasks(TaskMemory memory, TaskAnswers answers, ObjectMapper mapper) {
        return new RunningTasks(memory, answers, mapper);
    }

    @Bean
    HealthPage healthPage(HealthEndpoint endpoint) {
        return new HealthPage(endpoint);
    }
}

package io.cemfleet.a2a.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.inbox.TaskInbox;
import io.cemfleet.a2a.settings.A2aSettings;
import io.cemfleet.a2a.token.OneTimeTokens;
import io.cemfleet.runtime.problem.JsonInput;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
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
    TaskAdmission taskAdmission(List<TaskHandler<?, ?>> handlers, JsonInput input, Clock clock) {
        return new TaskAdmission(handlers, input, clock);
    }

    @Bean
    TaskController taskController(
            TaskAdmission admission, TaskDispatcher desk, OneTimeTokens oneTime, JsonInput input) {
        return new TaskController(admission, desk, oneTime, input);
    }

    @Bean
    TaskBatchController taskBatchController(
            TaskAdmission admission,
            TaskDispatcher desk,
            ConnectionBulkhead connections,
            OneTimeTokens oneTime,
            JsonInput input,
            ObjectMapper mapper) {
        var runner = new TaskBatchRunner(admission, desk, new BatchedAnswerFactory(mapper), connections.batchedTasks());
        return new TaskBatchController(runner, oneTime, input);
    }

    @Bean
    ConnectionBulkhead connectionBulkhead(DataSource database, BulkheadRegistry bulkheads) {
        return ConnectionBulkhead.of(database, bulkheads);
    }

    @Bean
    TaskDispatcher taskDesk(
            TaskInbox memory,
            TaskAnswerFactory answers,
            ConnectionBulkhead connections,
            PlatformTransactionManager transactions,
            ObjectMapper mapper) {
        return new TaskDispatcher(memory, answers, connections, new TransactionTemplate(transactions), mapper);
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

package io.cemfleet.runtime.retention;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.cemfleet.runtime.retention.TableLifetime.Expiring;
import io.cemfleet.runtime.retention.TableLifetime.Forever;
import io.cemfleet.runtime.retention.TableLifetime.RemovedBy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The lifetimes of the tables that every agent has, and the task that removes rows: on one instance at a time. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
public class RetentionConfiguration {

    @Bean
    TableLifetimes sharedTables() {
        return TableLifetimes.of(
                new Expiring(
                        "a2a_task",
                        Duration.ofDays(7),
                        "started_at < :before and (state <> 'working' or started_at < :before - interval '1 year')"),
                new Expiring("a2a_outbox", Duration.ofDays(30), "dead and dead_at < :before"),
                new Expiring("a2a_used_token", Duration.ofMinutes(10), "expires_at < :before"),
                new RemovedBy("scheduled_tasks", "the scheduler, with the work that a row stands for"),
                new Forever("flyway_schema_history", "one row a migration"));
    }

    @Bean
    RetentionPurge retention(
            ObjectProvider<TableLifetimes> declared,
            RetentionSettings settings,
            JdbcClient jdbc,
            Clock clock,
            MeterRegistry meters) {
        List<TableLifetime> tables =
                declared.orderedStream().flatMap(part -> part.tables().stream()).toList();
        return new RetentionPurge(tables, settings, jdbc, clock, meters);
    }

    @Bean
    RecurringTask<Void> retentionPurge(ObjectProvider<RetentionPurge> retention, RetentionSettings settings) {
        return Tasks.recurring(TaskDescriptor.of("retention-purge"), FixedDelay.of(settings.every()))
                .execute((execution, context) -> retention.getObject().purge());
    }
}

package io.cemfleet.correlator.watch;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.cemfleet.correlator.CorrelatorSettings;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Subscribes at both sources and compares their open alarms with the ledger, at start and every minute; a source that
 * could not be reached is retried soon. On one living instance at a time: the scheduler's row says when it is due.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "cem.correlator.watch.enabled", matchIfMissing = true)
class SourceSupervisionTask {
    private static final Logger LOG = LoggerFactory.getLogger(SourceSupervisionTask.class);

    @Bean
    CustomTask<Void> cncWatchTask(ObjectProvider<CncSupervisor> watch, CorrelatorSettings settings, Clock clock) {
        return task("watch-cnc", watch, settings.watch(), clock);
    }

    @Bean
    CustomTask<Void> pcaWatchTask(ObjectProvider<PcaSupervisor> watch, CorrelatorSettings settings, Clock clock) {
        return task("watch-pca", watch, settings.watch(), clock);
    }

    private static CustomTask<Void> task(
            String name,
            ObjectProvider<? extends SupervisedSource> source,
            CorrelatorSettings.Watch settings,
            Clock clock) {
        return Tasks.custom(TaskDescriptor.of(name))
                .onDeadExecutionRevive()
                .scheduleOnStartup("watch", null, now -> now)
                .execute((instance, context) -> {
                    Duration pause = looked(source.getObject()) ? settings.interval() : settings.retry();
                    return (complete, operations) ->
                            operations.reschedule(complete, clock.instant().plus(pause));
                });
    }

    private static boolean looked(SupervisedSource source) {
        try {
            return source.look();
        } catch (RuntimeException e) {
            LOG.warn("the watch over {} failed, it is repeated", source.name(), e);
            return false;
        }
    }
}

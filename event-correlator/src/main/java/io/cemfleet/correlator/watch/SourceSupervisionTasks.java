package io.cemfleet.correlator.watch;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.source.SupervisedSource;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * A task for each supervised source, {@code watch-{id}}: it subscribes and compares at start and every minute; a source
 * that could not be reached is retried soon. On one living instance at a time: the scheduler's row says when it is due.
 */
@Component
@ConditionalOnProperty(name = "cem.correlator.watch.enabled", matchIfMissing = true)
class SourceSupervisionTasks implements BeanDefinitionRegistryPostProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(SourceSupervisionTasks.class);

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {}

    /** The scheduler collects its tasks as beans, so each source's task is one. */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (String source : beans.getBeanNamesForType(SupervisedSource.class, true, false)) {
            ((BeanDefinitionRegistry) beans)
                    .registerBeanDefinition(
                            source + "WatchTask",
                            BeanDefinitionBuilder.genericBeanDefinition(
                                            CustomTask.class,
                                            () -> task(
                                                    beans.getBean(source, SupervisedSource.class),
                                                    beans.getBeanProvider(SourceSupervisor.class),
                                                    beans.getBean(CorrelatorSettings.class)
                                                            .watch(),
                                                    beans.getBean(Clock.class)))
                                    .getBeanDefinition());
        }
    }

    private static CustomTask<Void> task(
            SupervisedSource source,
            ObjectProvider<SourceSupervisor> supervisor,
            CorrelatorSettings.Watch settings,
            Clock clock) {
        return Tasks.custom(TaskDescriptor.of("watch-" + source.id().wire()))
                .onDeadExecutionRevive()
                .scheduleOnStartup("watch", null, now -> now)
                .execute((instance, context) -> {
                    boolean succeeded = succeeds(source, supervisor.getObject());
                    Duration pause = succeeded ? settings.interval() : settings.retry();
                    return (complete, operations) ->
                            operations.reschedule(complete, clock.instant().plus(pause));
                });
    }

    private static boolean succeeds(SupervisedSource source, SourceSupervisor supervisor) {
        try {
            return supervisor.supervise(source);
        } catch (RuntimeException e) {
            LOG.warn("the supervision of {} failed, it is repeated", source.id().wire(), e);
            return false;
        }
    }
}

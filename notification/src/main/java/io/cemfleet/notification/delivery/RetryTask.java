package io.cemfleet.notification.delivery;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.cemfleet.a2a.contract.NotificationChannel;
import java.io.Serializable;
import java.util.Locale;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A later try of a delivery, as a row. */
@Configuration(proxyBeanMethods = false)
class RetryTask {
    static final TaskDescriptor<Ref> DESCRIPTOR = TaskDescriptor.of("retry-delivery", Ref.class);

    /** Which delivery; plain ids as data. */
    record Ref(UUID notificationId, String channel) implements Serializable {}

    @Bean
    Task<Ref> retryDelivery(ObjectProvider<Attempts> attempts) {
        return Tasks.oneTime(DESCRIPTOR).execute((instance, context) -> attempts.getObject()
                .attempt(
                        instance.getData().notificationId(),
                        NotificationChannel.valueOf(instance.getData().channel().toUpperCase(Locale.ROOT))));
    }
}

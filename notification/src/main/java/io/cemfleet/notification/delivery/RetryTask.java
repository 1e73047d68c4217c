package io.cemfleet.notification.delivery;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.cemfleet.a2a.contract.NotificationChannel;
import java.io.Serializable;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A later try of a delivery, as a row. */
@Configuration(proxyBeanMethods = false)
class RetryTask {
    static final TaskDescriptor<DeliveryRef> DESCRIPTOR = TaskDescriptor.of("retry-delivery", DeliveryRef.class);

    /** Which delivery; plain ids as data. */
    record DeliveryRef(UUID notificationId, String channel) implements Serializable {}

    @Bean
    Task<DeliveryRef> retryDelivery(ObjectProvider<DeliverySender> attempts) {
        return Tasks.oneTime(DESCRIPTOR).execute((instance, context) -> attempts.getObject()
                .attempt(
                        instance.getData().notificationId(),
                        new NotificationChannel(instance.getData().channel())));
    }
}

package io.cemfleet.notification.a2a;

import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.notification.delivery.NotificationDispatcher;
import io.cemfleet.notification.message.IncidentNotice;
import org.springframework.stereotype.Component;

@Component
class SendNotificationHandler implements TaskHandler<SendNotification.Request, SendNotification.Result> {
    private final NotificationDispatcher deliveries;

    SendNotificationHandler(NotificationDispatcher deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public TaskType<SendNotification.Request, SendNotification.Result> type() {
        return SendNotification.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.DURABLE;
    }

    @Override
    public TaskReply<SendNotification.Result> handle(TaskContext context, SendNotification.Request request) {
        return TaskReply.completed(
                new SendNotification.Result(deliveries.deliver(context.taskId(), IncidentNotice.of(request))));
    }
}

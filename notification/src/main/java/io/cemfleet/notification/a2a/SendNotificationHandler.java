package io.cemfleet.notification.a2a;

import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.notification.delivery.Deliveries;
import io.cemfleet.notification.message.Notice;
import org.springframework.stereotype.Component;

@Component
class SendNotificationHandler implements TaskHandler<SendNotification.Request, SendNotification.Result> {
    private final Deliveries deliveries;

    SendNotificationHandler(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public TaskType<SendNotification.Request, SendNotification.Result> type() {
        return SendNotification.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.DURABLE;
    }

    @Override
    public TaskReply<SendNotification.Result> handle(TaskContext context, SendNotification.Request request) {
        return TaskReply.completed(
                new SendNotification.Result(deliveries.deliver(context.taskId(), Notice.of(request))));
    }
}

package io.cemfleet.io.a2a;

import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.NewTicket;
import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.io.ticket.TicketRecorder;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Handles the four messages that make up a ticket: each is recorded once, in the transaction of its answer. */
@Configuration(proxyBeanMethods = false)
class TicketTasks {

    @Bean
    TaskHandler<NewTicket.Request, NoticeAccepted> newTicket(TicketRecorder book) {
        return new TicketTaskHandler<>(NewTicket.TYPE, book::enter);
    }

    @Bean
    TaskHandler<StatusUpdate.Request, NoticeAccepted> statusUpdate(TicketRecorder book) {
        return new TicketTaskHandler<>(StatusUpdate.TYPE, book::enter);
    }

    @Bean
    TaskHandler<TicketClosed.Request, NoticeAccepted> ticketClosed(TicketRecorder book) {
        return new TicketTaskHandler<>(TicketClosed.TYPE, book::enter);
    }

    @Bean
    TaskHandler<ErrorReport.Request, NoticeAccepted> error(TicketRecorder book) {
        return new TicketTaskHandler<>(ErrorReport.TYPE, book::enter);
    }

    private record TicketTaskHandler<I>(TaskType<I, NoticeAccepted> type, BiConsumer<UUID, I> enter)
            implements TaskHandler<I, NoticeAccepted> {

        @Override
        public AnswerMemory memory() {
            return AnswerMemory.TRANSACTIONAL;
        }

        @Override
        public TaskReply<NoticeAccepted> handle(TaskContext context, I message) {
            enter.accept(context.taskId(), message);
            return TaskReply.completed(NoticeAccepted.YES);
        }
    }
}

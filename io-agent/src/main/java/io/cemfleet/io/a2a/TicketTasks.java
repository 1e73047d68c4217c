package io.cemfleet.io.a2a;

import io.cemfleet.a2a.contract.Accepted;
import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.NewTicket;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.io.ticket.TicketBook;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The four messages that make a ticket: each is entered once, in the transaction that remembers it. */
@Configuration(proxyBeanMethods = false)
class TicketTasks {

    @Bean
    TaskHandler<NewTicket.Request, Accepted> newTicket(TicketBook book) {
        return new Entering<>(NewTicket.TYPE, book::enter);
    }

    @Bean
    TaskHandler<StatusUpdate.Request, Accepted> statusUpdate(TicketBook book) {
        return new Entering<>(StatusUpdate.TYPE, book::enter);
    }

    @Bean
    TaskHandler<TicketClosed.Request, Accepted> ticketClosed(TicketBook book) {
        return new Entering<>(TicketClosed.TYPE, book::enter);
    }

    @Bean
    TaskHandler<ErrorReport.Request, Accepted> error(TicketBook book) {
        return new Entering<>(ErrorReport.TYPE, book::enter);
    }

    private record Entering<I>(TaskType<I, Accepted> type, BiConsumer<UUID, I> enter)
            implements TaskHandler<I, Accepted> {

        @Override
        public Memory memory() {
            return Memory.TRANSACTIONAL;
        }

        @Override
        public TaskReply<Accepted> handle(TaskContext context, I message) {
            enter.accept(context.taskId(), message);
            return TaskReply.completed(Accepted.YES);
        }
    }
}

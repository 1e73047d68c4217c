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
import io.cemfleet.io.ticket.TicketChange;
import io.cemfleet.io.ticket.TicketRecorder;
import io.cemfleet.io.ticket.TicketReducer;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Handles the four messages that make up a ticket: each is recorded once, in the transaction of its answer. */
@Configuration(proxyBeanMethods = false)
class TicketTasks {

    @Bean
    TaskHandler<NewTicket.Request, NoticeAccepted> newTicket(TicketRecorder recorder) {
        return new TicketTaskHandler<>(NewTicket.TYPE, TicketReducer::opened, recorder);
    }

    @Bean
    TaskHandler<StatusUpdate.Request, NoticeAccepted> statusUpdate(TicketRecorder recorder) {
        return new TicketTaskHandler<>(StatusUpdate.TYPE, TicketReducer::updated, recorder);
    }

    @Bean
    TaskHandler<TicketClosed.Request, NoticeAccepted> ticketClosed(TicketRecorder recorder) {
        return new TicketTaskHandler<>(TicketClosed.TYPE, TicketReducer::closed, recorder);
    }

    @Bean
    TaskHandler<ErrorReport.Request, NoticeAccepted> error(TicketRecorder recorder) {
        return new TicketTaskHandler<>(ErrorReport.TYPE, TicketReducer::failed, recorder);
    }

    private record TicketTaskHandler<I>(
            TaskType<I, NoticeAccepted> type, Function<I, TicketChange> change, TicketRecorder recorder)
            implements TaskHandler<I, NoticeAccepted> {

        @Override
        public AnswerMemory memory() {
            return AnswerMemory.TRANSACTIONAL;
        }

        @Override
        public TaskReply<NoticeAccepted> handle(TaskContext context, I message) {
            recorder.record(context.taskId(), type.name(), message, change.apply(message));
            return TaskReply.completed(NoticeAccepted.YES);
        }
    }
}

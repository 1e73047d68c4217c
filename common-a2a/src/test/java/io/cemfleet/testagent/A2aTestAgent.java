package io.cemfleet.testagent;

import io.cemfleet.a2a.contract.GetIncidentStatus;
import io.cemfleet.a2a.contract.IncidentClosed;
import io.cemfleet.a2a.contract.IncidentDetected;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An agent with one handler of each memory, for this library's tests. */
@SpringBootApplication
class A2aTestAgent {
    static final AtomicInteger CALLS = new AtomicInteger();
    /** What was completed, as incident and number of alerts. */
    static final List<String> RAN = new CopyOnWriteArrayList<>();
    /** What the handlers reply, by incident. */
    static volatile Function<String, TaskReply<NoticeAccepted>> next =
            incident -> TaskReply.completed(NoticeAccepted.YES);

    @Bean
    TaskHandler<IncidentDetected.Request, NoticeAccepted> transactional(Outbox outbox) {
        return new Handler<>(IncidentDetected.TYPE, AnswerMemory.TRANSACTIONAL) {
            @Override
            public TaskReply<NoticeAccepted> handle(TaskContext context, IncidentDetected.Request payload) {
                CALLS.incrementAndGet();
                IncidentClosed.Request message = new IncidentClosed.Request(
                        payload.incidentId(), io.cemfleet.a2a.contract.IncidentResolution.MANUAL, payload.detectedAt());
                outbox.send(IncidentClosed.TYPE, payload.incidentId(), message);
                TaskReply<NoticeAccepted> reply = next.apply(payload.incidentId());
                if (reply instanceof TaskReply.Completed<?>) {
                    RAN.add(payload.incidentId() + ' ' + payload.alertCount());
                }
                return reply;
            }
        };
    }

    @Bean
    TaskHandler<RestorationUpdate.Request, NoticeAccepted> durable() {
        return new Handler<>(RestorationUpdate.TYPE, AnswerMemory.DURABLE) {
            @Override
            public TaskReply<NoticeAccepted> handle(TaskContext context, RestorationUpdate.Request payload) {
                CALLS.incrementAndGet();
                return next.apply(payload.incidentId());
            }
        };
    }

    @Bean
    TaskHandler<GetIncidentStatus.Request, IncidentView> query() {
        return new Handler<>(GetIncidentStatus.TYPE, AnswerMemory.NONE) {
            @Override
            public TaskReply<IncidentView> handle(TaskContext context, GetIncidentStatus.Request payload) {
                return TaskReply.failed("unknown_incident", "no such incident", false);
            }
        };
    }

    static LogEvent.Request event(String incidentId, int number) {
        return new LogEvent.Request(
                java.util.UUID.randomUUID(),
                io.cemfleet.a2a.contract.AuditEventType.STATE_CHANGE,
                incidentId,
                "test",
                "orchestrator",
                java.time.Instant.now(),
                java.util.Map.of("number", number));
    }

    private abstract static class Handler<I, O> implements TaskHandler<I, O> {
        private final TaskType<I, O> type;
        private final AnswerMemory memory;

        Handler(TaskType<I, O> type, AnswerMemory memory) {
            this.type = type;
            this.memory = memory;
        }

        @Override
        public TaskType<I, O> type() {
            return type;
        }

        @Override
        public AnswerMemory memory() {
            return memory;
        }
    }
}

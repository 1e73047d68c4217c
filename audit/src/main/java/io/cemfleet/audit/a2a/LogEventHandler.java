package io.cemfleet.audit.a2a;

import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.audit.seal.Sealer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Keeps an event; the event id is its own memory. */
@Component
class LogEventHandler implements TaskHandler<LogEvent.Request, LogEvent.Result> {
    private static final long PATIENCE_SECONDS = 8;

    private final Sealer sealer;

    LogEventHandler(Sealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public TaskType<LogEvent.Request, LogEvent.Result> type() {
        return LogEvent.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.NONE;
    }

    @Override
    public TaskReply<LogEvent.Result> handle(TaskContext context, LogEvent.Request event) {
        try {
            long sequence = sealer.seal(event).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return TaskReply.completed(new LogEvent.Result(sequence));
        } catch (ExecutionException | TimeoutException e) {
            return TaskReply.failed("not_sealed", "the event could not be sealed", true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TaskReply.failed("not_sealed", "the agent is stopping", true);
        }
    }
}

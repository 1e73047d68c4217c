package io.cemfleet.audit.a2a;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.audit.seal.SealOutcome;
import io.cemfleet.audit.seal.TrailSealer;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Stores an event of its caller; the event id identifies repeats. */
@Component
class LogEventHandler implements TaskHandler<LogEvent.Request, LogEvent.Result> {
    private static final long PATIENCE_SECONDS = 8;

    private final TrailSealer sealer;

    LogEventHandler(TrailSealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public TaskType<LogEvent.Request, LogEvent.Result> type() {
        return LogEvent.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.BY_PAYLOAD;
    }

    @Override
    public TaskReply<LogEvent.Result> handle(TaskContext context, LogEvent.Request event) {
        if (event.eventType() == AuditEventType.TRAIL_ANNOTATED) {
            return TaskReply.failed("refused_event", "only this agent annotates its trail", false);
        }
        try {
            return switch (sealer.seal(attributed(context, event)).get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                case SealOutcome.Sealed sealed -> TaskReply.completed(new LogEvent.Result(sealed.sequence()));
                case SealOutcome.Quarantined aside -> TaskReply.failed("refused_event", aside.reason(), false);
            };
        } catch (ExecutionException | TimeoutException e) {
            return TaskReply.failed("not_sealed", "the event could not be sealed", true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TaskReply.failed("not_sealed", "the agent is stopping", true);
        }
    }

    /**
     * The event with its authenticated caller as the source.
     *
     * @throws ProblemException 422 when it names another source, or an actor that the caller may not name
     */
    private static LogEvent.Request attributed(TaskContext context, LogEvent.Request event) {
        AgentName caller = context.caller();
        if (event.sourceAgent() != null && !event.sourceAgent().equals(caller.wire())) {
            throw wrong("source_agent", "must be the caller, " + caller.wire());
        }
        boolean itself = event.actor().equals(caller.wire()) || event.actor().equals(context.person());
        if (!itself && (isAgent(event.actor()) || !namesPeople(caller, event))) {
            throw wrong("actor", "must be " + caller.wire() + ", or the person on whose token it acts");
        }
        return event.from(caller);
    }

    private static boolean namesPeople(AgentName caller, LogEvent.Request event) {
        return LogEvent.NAME_PEOPLE.getOrDefault(caller, Set.of()).contains(event.eventType());
    }

    private static boolean isAgent(String actor) {
        return Stream.of(AgentName.values()).anyMatch(agent -> agent.wire().equals(actor));
    }

    private static ProblemException wrong(String field, String message) {
        return ProblemException.unprocessable(
                "the event is not the caller's", List.of(new FieldProblem(field, message)));
    }
}

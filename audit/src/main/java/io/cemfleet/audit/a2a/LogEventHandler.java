package io.cemfleet.audit.a2a;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.BatchTaskHandler;
import io.cemfleet.a2a.server.IncomingTask;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.audit.seal.SealOutcome;
import io.cemfleet.audit.seal.TrailSealer;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stores events of its caller, those of a batch in one transaction; the event id identifies repeats. */
@Component
class LogEventHandler implements BatchTaskHandler<LogEvent.Request, LogEvent.Result> {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final TrailSealer sealer;

    LogEventHandler(TrailSealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public TaskType<LogEvent.Request, LogEvent.Result> type() {
        return LogEvent.TYPE;
    }

    @Override
    public List<Supplier<TaskReply<LogEvent.Result>>> begin(List<IncomingTask<LogEvent.Request>> tasks) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<Integer, Supplier<TaskReply<LogEvent.Result>>> replies = new TreeMap<>();
        Map<Integer, LogEvent.Request> events = new LinkedHashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            LogEvent.Request event = tasks.get(i).payload();
            Supplier<TaskReply<LogEvent.Result>> refusal = refusal(tasks.get(i).context(), event);
            if (refusal == null) {
                events.put(i, event.from(tasks.get(i).context().caller()));
            } else {
                replies.put(i, refusal);
            }
        }
        Iterator<CompletableFuture<SealOutcome>> sealing =
                sealer.seal(List.copyOf(events.values())).iterator();
        events.keySet().forEach(i -> {
            CompletableFuture<SealOutcome> outcome = sealing.next();
            replies.put(i, () -> reply(outcome, deadline));
        });
        return List.copyOf(replies.values());
    }

    private static TaskReply<LogEvent.Result> reply(CompletableFuture<SealOutcome> sealing, long deadline) {
        try {
            return switch (sealing.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                case SealOutcome.Sealed sealed -> TaskReply.completed(new LogEvent.Result(sealed.sequence()));
                case SealOutcome.Quarantined aside -> TaskReply.failed("refused_event", aside.reason(), false);
            };
        } catch (ExecutionException | TimeoutException e) {
            return notSealed("the event could not be sealed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notSealed("the agent is stopping");
        }
    }

    private static TaskReply<LogEvent.Result> notSealed(String reason) {
        return TaskReply.failed("not_sealed", reason, true);
    }

    /** Null for an event that its authenticated caller may report. */
    private static @Nullable Supplier<TaskReply<LogEvent.Result>> refusal(TaskContext context, LogEvent.Request event) {
        if (event.eventType() == AuditEventType.TRAIL_ANNOTATED) {
            return () -> TaskReply.failed("refused_event", "only this agent annotates its trail", false);
        }
        AgentName caller = context.caller();
        if (event.sourceAgent() != null && !event.sourceAgent().equals(caller.wire())) {
            return wrong("source_agent", "must be the caller, " + caller.wire());
        }
        boolean itself = event.actor().equals(caller.wire()) || event.actor().equals(context.person());
        if (!itself && (isAgent(event.actor()) || !namesPeople(caller, event))) {
            return wrong("actor", "must be " + caller.wire() + ", or the person on whose token it acts");
        }
        return null;
    }

    private static boolean namesPeople(AgentName caller, LogEvent.Request event) {
        return LogEvent.NAME_PEOPLE.getOrDefault(caller, Set.of()).contains(event.eventType());
    }

    private static boolean isAgent(String actor) {
        return Stream.of(AgentName.values()).anyMatch(agent -> agent.wire().equals(actor));
    }

    private static Supplier<TaskReply<LogEvent.Result>> wrong(String field, String message) {
        return () -> {
            throw ProblemException.unprocessable(
                    "the event is not the caller's", List.of(new FieldProblem(field, message)));
        };
    }
}

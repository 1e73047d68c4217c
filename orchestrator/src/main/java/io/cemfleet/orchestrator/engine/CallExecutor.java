package io.cemfleet.orchestrator.engine;

import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.TaskCall;
import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.runtime.trace.TraceContext;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Sends stored intents to other agents, each with the payload as stored, and holds no transaction meanwhile. */
@Component
class CallExecutor {
    private final A2aClient client;
    private final IncidentMetrics metrics;

    CallExecutor(A2aClient client, IncidentMetrics metrics) {
        this.client = client;
        this.metrics = metrics;
    }

    CallOutcome make(AgentCall call) {
        long begun = System.nanoTime();
        String correlation = TaskIds.of(call.incidentId()).toString();
        try (var incident = TraceContext.LoggingScope.put(TraceContext.INCIDENT_ID, call.incidentId());
                var task = TraceContext.LoggingScope.put(
                        TraceContext.TASK_ID, call.taskId().toString());
                var one = TraceContext.LoggingScope.put(TraceContext.CORRELATION_ID, correlation)) {
            CallOutcome answer = make(call, call.step().type());
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            metrics.step(
                    call.step(),
                    switch (answer) {
                        case CallOutcome.Done done -> "done";
                        case CallOutcome.Failed failed -> "failed";
                        case CallOutcome.Unknown unknown -> "unknown";
                    },
                    took);
            return answer;
        }
    }

    private <O> CallOutcome make(AgentCall call, TaskType<?, O> type) {
        TaskCall request = TaskCall.of(call.taskId(), call.incidentId(), call.payload());
        return switch (client.call(type, request)) {
            case TaskOutcome.Done<O>(O result) -> new CallOutcome.Done(result);
            case TaskOutcome.Accepted<O> accepted
            when call.step() == CallStep.MONITOR -> new CallOutcome.Done(NoticeAccepted.YES);
            case TaskOutcome.Accepted<O> accepted -> new CallOutcome.Unknown("the agent is still at work");
            case TaskOutcome.Failed<O>(var error) ->
                new CallOutcome.Failed(error.code(), error.message(), error.retryable());
            case TaskOutcome.Refused<O>(int status, String detail) ->
                new CallOutcome.Failed("refused_" + status, detail, false);
            case TaskOutcome.Unreachable<O>(String reason, boolean answered) -> new CallOutcome.Unknown(reason);
        };
    }
}

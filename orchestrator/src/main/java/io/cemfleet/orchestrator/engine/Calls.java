package io.cemfleet.orchestrator.engine;

import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.TaskCall;
import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.contract.Accepted;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.trace.TraceContext;
import io.cemfleet.orchestrator.incident.Answer;
import io.cemfleet.orchestrator.incident.Call;
import io.cemfleet.orchestrator.incident.Step;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Asks other agents what was intended, with the payload as stored; holds no transaction meanwhile. */
@Component
class Calls {
    private final A2aClient client;
    private final FlowMetrics metrics;

    Calls(A2aClient client, FlowMetrics metrics) {
        this.client = client;
        this.metrics = metrics;
    }

    Answer make(Call call) {
        long begun = System.nanoTime();
        String correlation = TaskIds.of(call.incidentId()).toString();
        try (var incident = TraceContext.Scope.put(TraceContext.INCIDENT_ID, call.incidentId());
                var task = TraceContext.Scope.put(
                        TraceContext.TASK_ID, call.taskId().toString());
                var one = TraceContext.Scope.put(TraceContext.CORRELATION_ID, correlation)) {
            Answer answer = make(call, call.step().type());
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            metrics.step(
                    call.step(),
                    switch (answer) {
                        case Answer.Done done -> "done";
                        case Answer.Failed failed -> "failed";
                        case Answer.Unknown unknown -> "unknown";
                    },
                    took);
            return answer;
        }
    }

    private <O> Answer make(Call call, TaskType<?, O> type) {
        TaskCall request = TaskCall.of(call.taskId(), call.incidentId(), call.payload());
        return switch (client.call(type, request)) {
            case TaskOutcome.Done<O>(O result) -> new Answer.Done(result);
            case TaskOutcome.Accepted<O> accepted when call.step() == Step.MONITOR -> new Answer.Done(Accepted.YES);
            case TaskOutcome.Accepted<O> accepted -> new Answer.Unknown("the agent is still at work");
            case TaskOutcome.Failed<O>(var error) ->
                new Answer.Failed(error.code(), error.message(), error.retryable());
            case TaskOutcome.Refused<O>(int status, String detail) ->
                new Answer.Failed("refused_" + status, detail, false);
            case TaskOutcome.Unreachable<O>(String reason, boolean answered) -> new Answer.Unknown(reason);
        };
    }
}

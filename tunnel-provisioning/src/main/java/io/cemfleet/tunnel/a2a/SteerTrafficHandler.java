package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.a2a.contract.SteerTraffic.NotSteered;
import io.cemfleet.a2a.contract.SteerTraffic.Request;
import io.cemfleet.a2a.contract.SteerTraffic.Result;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.provision.StepCommand;
import io.cemfleet.tunnel.provision.StepResults.ServicesSteered;
import io.cemfleet.tunnel.provision.TaskAttempt;
import io.cemfleet.tunnel.provision.TrafficSteering;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
final class SteerTrafficHandler implements TaskHandler<Request, Result> {
    private final TrafficSteering steering;

    SteerTrafficHandler(TrafficSteering steering) {
        this.steering = steering;
    }

    @Override
    public TaskType<Request, Result> type() {
        return SteerTraffic.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.DURABLE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request payload) {
        return OutcomeReplies.of(steering.steer(List.of(command(payload, null, OutcomeReplies.attempt(context))))
                .single()
                .map(SteerTrafficHandler::result));
    }

    static StepCommand command(Request payload, @Nullable String incidentId, TaskAttempt attempt) {
        return new StepCommand(
                payload.tunnelId(),
                incidentId,
                payload.services(),
                payload.pathVersion(),
                new WriteMandate(payload.planRevision(), payload.approval()),
                attempt);
    }

    static Result result(ServicesSteered steered) {
        List<NotSteered> others = steered.others().stream()
                .map(other -> new NotSteered(other.service(), other.reason()))
                .toList();
        return new Result(others.isEmpty(), steered.services(), steered.collateral(), steered.method(), others);
    }
}

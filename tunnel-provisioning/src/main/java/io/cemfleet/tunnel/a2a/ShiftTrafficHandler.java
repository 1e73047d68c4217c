package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.CutoverMethod;
import io.cemfleet.a2a.contract.ShiftTraffic;
import io.cemfleet.a2a.contract.ShiftTraffic.Request;
import io.cemfleet.a2a.contract.ShiftTraffic.Result;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.policy.PathWeights;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.provision.StepCommand;
import io.cemfleet.tunnel.provision.StepResults.WeightsShifted;
import io.cemfleet.tunnel.provision.TaskAttempt;
import io.cemfleet.tunnel.provision.TrafficShifting;
import io.cemfleet.tunnel.provision.TrafficShifting.ShiftCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
final class ShiftTrafficHandler implements TaskHandler<Request, Result> {
    private final TrafficShifting shifting;

    ShiftTrafficHandler(TrafficShifting shifting) {
        this.shifting = shifting;
    }

    @Override
    public TaskType<Request, Result> type() {
        return ShiftTraffic.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.DURABLE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request payload) {
        return OutcomeReplies.of(shifting.shift(List.of(command(payload, null, OutcomeReplies.attempt(context))))
                .single()
                .map(ShiftTrafficHandler::result));
    }

    static ShiftCommand command(Request payload, @Nullable String incidentId, TaskAttempt attempt) {
        var step = new StepCommand(
                payload.tunnelId(),
                incidentId,
                List.of(),
                payload.pathVersion(),
                new WriteMandate(payload.planRevision(), payload.approval()),
                attempt);
        return new ShiftCommand(step, payload.protectionWeight(), payload.originalWeight());
    }

    static Result result(WeightsShifted shifted) {
        return new Result(weights(shifted.requested()), weights(shifted.inForce()), null, CutoverMethod.WEIGHTS);
    }

    private static ShiftTraffic.Weights weights(PathWeights weights) {
        return new ShiftTraffic.Weights(weights.protection(), weights.original());
    }
}

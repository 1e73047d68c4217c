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
import io.cemfleet.tunnel.provision.TrafficShifting;
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
        return OutcomeReplies.of(shifting.shift(
                        payload.tunnelId(),
                        payload.protectionWeight(),
                        payload.originalWeight(),
                        payload.pathVersion(),
                        new WriteMandate(payload.planRevision(), payload.approval()),
                        OutcomeReplies.attempt(context))
                .map(shifted -> new Result(
                        weights(shifted.requested()), weights(shifted.inForce()), null, CutoverMethod.WEIGHTS)));
    }

    private static ShiftTraffic.Weights weights(PathWeights weights) {
        return new ShiftTraffic.Weights(weights.protection(), weights.original());
    }
}

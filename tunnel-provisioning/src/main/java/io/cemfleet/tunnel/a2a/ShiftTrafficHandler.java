package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.CutoverMethod;
import io.cemfleet.a2a.contract.ShiftTraffic;
import io.cemfleet.a2a.contract.ShiftTraffic.Request;
import io.cemfleet.a2a.contract.ShiftTraffic.Result;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.policy.Mandate;
import io.cemfleet.tunnel.policy.Weights;
import io.cemfleet.tunnel.provision.Shifting;
import org.springframework.stereotype.Component;

@Component
final class ShiftTrafficHandler implements TaskHandler<Request, Result> {
    private final Shifting shifting;

    ShiftTrafficHandler(Shifting shifting) {
        this.shifting = shifting;
    }

    @Override
    public TaskType<Request, Result> type() {
        return ShiftTraffic.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.DURABLE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request payload) {
        return Replies.of(shifting.shift(
                        payload.tunnelId(),
                        payload.protectionWeight(),
                        payload.originalWeight(),
                        payload.pathVersion(),
                        new Mandate(payload.planRevision(), payload.approval()),
                        Replies.attempt(context))
                .map(shifted -> new Result(
                        weights(shifted.requested()), weights(shifted.inForce()), null, CutoverMethod.WEIGHTS)));
    }

    private static ShiftTraffic.Weights weights(Weights weights) {
        return new ShiftTraffic.Weights(weights.protection(), weights.original());
    }
}

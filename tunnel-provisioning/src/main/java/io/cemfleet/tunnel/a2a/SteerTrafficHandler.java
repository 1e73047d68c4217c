package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.a2a.contract.SteerTraffic.Request;
import io.cemfleet.a2a.contract.SteerTraffic.Result;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.policy.Mandate;
import io.cemfleet.tunnel.provision.Steering;
import org.springframework.stereotype.Component;

@Component
final class SteerTrafficHandler implements TaskHandler<Request, Result> {
    private final Steering steering;

    SteerTrafficHandler(Steering steering) {
        this.steering = steering;
    }

    @Override
    public TaskType<Request, Result> type() {
        return SteerTraffic.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.DURABLE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request payload) {
        return Replies.of(steering.steer(
                        payload.tunnelId(),
                        payload.services(),
                        new Mandate(payload.planRevision(), payload.approval()),
                        Replies.attempt(context))
                .map(steered -> new Result(true, steered.services(), steered.collateral(), steered.method(), null)));
    }
}

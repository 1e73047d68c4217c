package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.a2a.contract.SteerTraffic.NotSteered;
import io.cemfleet.a2a.contract.SteerTraffic.Request;
import io.cemfleet.a2a.contract.SteerTraffic.Result;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.policy.Mandate;
import io.cemfleet.tunnel.provision.Results.Steered;
import io.cemfleet.tunnel.provision.Steering;
import java.util.List;
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
                        payload.pathVersion(),
                        new Mandate(payload.planRevision(), payload.approval()),
                        Replies.attempt(context))
                .map(SteerTrafficHandler::result));
    }

    private static Result result(Steered steered) {
        List<NotSteered> others = steered.others().stream()
                .map(other -> new NotSteered(other.service(), other.reason()))
                .toList();
        return new Result(others.isEmpty(), steered.services(), steered.collateral(), steered.method(), others);
    }
}

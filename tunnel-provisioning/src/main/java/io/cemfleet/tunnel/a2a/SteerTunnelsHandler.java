package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.SteerTunnels;
import io.cemfleet.a2a.contract.SteerTunnels.Request;
import io.cemfleet.a2a.contract.SteerTunnels.Result;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.provision.TrafficSteering;
import org.springframework.stereotype.Component;

@Component
final class SteerTunnelsHandler implements TaskHandler<Request, Result> {
    private final TrafficSteering steering;

    SteerTunnelsHandler(TrafficSteering steering) {
        this.steering = steering;
    }

    @Override
    public TaskType<Request, Result> type() {
        return SteerTunnels.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.DURABLE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request wave) {
        var commands = WaveMapper.commands(
                wave, context, (item, attempt) -> SteerTrafficHandler.command(item, wave.incidentId(), attempt));
        return TaskReply.completed(
                new Result(WaveMapper.answers(wave, steering.steer(commands), SteerTrafficHandler::result)));
    }
}

package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.ShiftTunnels;
import io.cemfleet.a2a.contract.ShiftTunnels.Request;
import io.cemfleet.a2a.contract.ShiftTunnels.Result;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.provision.TrafficShifting;
import org.springframework.stereotype.Component;

@Component
final class ShiftTunnelsHandler implements TaskHandler<Request, Result> {
    private final TrafficShifting shifting;

    ShiftTunnelsHandler(TrafficShifting shifting) {
        this.shifting = shifting;
    }

    @Override
    public TaskType<Request, Result> type() {
        return ShiftTunnels.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.DURABLE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request wave) {
        var commands = WaveMapper.commands(
                wave, context, (item, attempt) -> ShiftTrafficHandler.command(item, wave.incidentId(), attempt));
        return TaskReply.completed(
                new Result(WaveMapper.answers(wave, shifting.shift(commands), ShiftTrafficHandler::result)));
    }
}

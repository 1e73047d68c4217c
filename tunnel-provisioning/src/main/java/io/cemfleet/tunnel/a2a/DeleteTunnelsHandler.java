package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.DeleteTunnels;
import io.cemfleet.a2a.contract.DeleteTunnels.Request;
import io.cemfleet.a2a.contract.DeleteTunnels.Result;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.provision.TunnelDeletion;
import org.springframework.stereotype.Component;

@Component
final class DeleteTunnelsHandler implements TaskHandler<Request, Result> {
    private final TunnelDeletion deletion;

    DeleteTunnelsHandler(TunnelDeletion deletion) {
        this.deletion = deletion;
    }

    @Override
    public TaskType<Request, Result> type() {
        return DeleteTunnels.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.DURABLE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request wave) {
        var commands = WaveMapper.commands(
                wave, context, (item, attempt) -> DeleteTunnelHandler.command(item, wave.incidentId(), attempt));
        return TaskReply.completed(
                new Result(WaveMapper.answers(wave, deletion.delete(commands), DeleteTunnelHandler::result)));
    }
}

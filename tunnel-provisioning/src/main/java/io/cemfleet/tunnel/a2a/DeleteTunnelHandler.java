package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.DeleteTunnel.Request;
import io.cemfleet.a2a.contract.DeleteTunnel.Result;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.policy.Mandate;
import io.cemfleet.tunnel.provision.Deletion;
import org.springframework.stereotype.Component;

@Component
final class DeleteTunnelHandler implements TaskHandler<Request, Result> {
    private final Deletion deletion;

    DeleteTunnelHandler(Deletion deletion) {
        this.deletion = deletion;
    }

    @Override
    public TaskType<Request, Result> type() {
        return DeleteTunnel.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.DURABLE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request payload) {
        return Replies.of(deletion.delete(
                        payload.tunnelId(),
                        new Mandate(payload.planRevision(), payload.approval()),
                        Replies.attempt(context))
                .map(deleted -> new Result(true, deleted.bindingSidReleased())));
    }
}

package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.DeleteTunnel.Request;
import io.cemfleet.a2a.contract.DeleteTunnel.Result;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.provision.TunnelDeletion;
import org.springframework.stereotype.Component;

@Component
final class DeleteTunnelHandler implements TaskHandler<Request, Result> {
    private final TunnelDeletion deletion;

    DeleteTunnelHandler(TunnelDeletion deletion) {
        this.deletion = deletion;
    }

    @Override
    public TaskType<Request, Result> type() {
        return DeleteTunnel.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.DURABLE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request payload) {
        return OutcomeReplies.of(deletion.delete(
                        payload.tunnelId(),
                        new WriteMandate(payload.planRevision(), payload.approval()),
                        OutcomeReplies.attempt(context))
                .map(deleted -> new Result(true, deleted.bindingSidReleased())));
    }
}

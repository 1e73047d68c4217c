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
import io.cemfleet.tunnel.provision.StepCommand;
import io.cemfleet.tunnel.provision.StepResults.TunnelDeleted;
import io.cemfleet.tunnel.provision.TaskAttempt;
import io.cemfleet.tunnel.provision.TunnelDeletion;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        return OutcomeReplies.of(deletion.delete(List.of(command(payload, null, OutcomeReplies.attempt(context))))
                .single()
                .map(DeleteTunnelHandler::result));
    }

    static StepCommand command(Request payload, @Nullable String incidentId, TaskAttempt attempt) {
        return new StepCommand(
                payload.tunnelId(),
                incidentId,
                List.of(),
                null,
                new WriteMandate(payload.planRevision(), payload.approval()),
                attempt);
    }

    static Result result(TunnelDeleted deleted) {
        return new Result(true, deleted.bindingSidReleased());
    }
}

package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.VerifyTunnel;
import io.cemfleet.a2a.contract.VerifyTunnel.Request;
import io.cemfleet.a2a.contract.VerifyTunnel.Result;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.provision.TunnelVerification;
import org.springframework.stereotype.Component;

@Component
final class VerifyTunnelHandler implements TaskHandler<Request, Result> {
    private final TunnelVerification verification;

    VerifyTunnelHandler(TunnelVerification verification) {
        this.verification = verification;
    }

    @Override
    public TaskType<Request, Result> type() {
        return VerifyTunnel.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request payload) {
        return OutcomeReplies.of(verification
                .verify(payload.tunnelId())
                .map(v -> new Result(v.exists(), v.operational(), v.path(), v.matchesPlan())));
    }
}

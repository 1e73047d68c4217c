package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.VerifyTunnel;
import io.cemfleet.a2a.contract.VerifyTunnel.Request;
import io.cemfleet.a2a.contract.VerifyTunnel.Result;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.provision.Verification;
import org.springframework.stereotype.Component;

@Component
final class VerifyTunnelHandler implements TaskHandler<Request, Result> {
    private final Verification verification;

    VerifyTunnelHandler(Verification verification) {
        this.verification = verification;
    }

    @Override
    public TaskType<Request, Result> type() {
        return VerifyTunnel.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.NONE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request payload) {
        return Replies.of(verification
                .verify(payload.tunnelId())
                .map(v -> new Result(v.exists(), v.operational(), v.path(), v.matchesPlan())));
    }
}

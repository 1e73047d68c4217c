package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.ProvisionTunnels;
import io.cemfleet.a2a.contract.ProvisionTunnels.Request;
import io.cemfleet.a2a.contract.ProvisionTunnels.Result;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.provision.TunnelProvisioning;
import io.cemfleet.tunnel.provision.TunnelProvisioning.ProvisionTask;
import org.springframework.stereotype.Component;

@Component
final class ProvisionTunnelsHandler implements TaskHandler<Request, Result> {
    private final TunnelProvisioning provisioning;

    ProvisionTunnelsHandler(TunnelProvisioning provisioning) {
        this.provisioning = provisioning;
    }

    @Override
    public TaskType<Request, Result> type() {
        return ProvisionTunnels.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.DURABLE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request wave) {
        var commands = WaveMapper.commands(
                wave, context, (item, attempt) -> new ProvisionTask(ProvisionTunnelHandler.command(item), attempt));
        return TaskReply.completed(
                new Result(WaveMapper.answers(wave, provisioning.provision(commands), ProvisionTunnelHandler::result)));
    }
}

package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.ProvisionTunnel.Request;
import io.cemfleet.a2a.contract.ProvisionTunnel.Result;
import io.cemfleet.a2a.contract.SegmentType;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.tunnel.policy.PlannedPath;
import io.cemfleet.tunnel.policy.ProtectionRef;
import io.cemfleet.tunnel.policy.TunnelPlan;
import io.cemfleet.tunnel.policy.TunnelSegment;
import io.cemfleet.tunnel.provision.ProvisionCommand;
import io.cemfleet.tunnel.provision.StepResults.TunnelProvisioned;
import io.cemfleet.tunnel.provision.TunnelProvisioning;
import io.cemfleet.tunnel.provision.TunnelProvisioning.ProvisionTask;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
final class ProvisionTunnelHandler implements TaskHandler<Request, Result> {
    private final TunnelProvisioning provisioning;

    ProvisionTunnelHandler(TunnelProvisioning provisioning) {
        this.provisioning = provisioning;
    }

    @Override
    public TaskType<Request, Result> type() {
        return ProvisionTunnel.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.DURABLE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request payload) {
        return OutcomeReplies.of(provisioning
                .provision(List.of(new ProvisionTask(command(payload), OutcomeReplies.attempt(context))))
                .single()
                .map(ProvisionTunnelHandler::result));
    }

    static ProvisionCommand command(Request request) {
        List<String> avoid = request.avoidLinks();
        return new ProvisionCommand(
                new ProtectionRef(request.incidentId(), request.protectionKey()),
                new ProvisionCommand.TunnelEnds(request.headEnd(), request.endPoint(), request.color()),
                request.teType(),
                new TunnelPlan(
                        path(
                                request.path().links(),
                                request.path().segmentList(),
                                request.path().nodes()),
                        path(
                                request.originalPath().links(),
                                request.originalPath().segmentList(),
                                List.of()),
                        request.services(),
                        request.planRevision(),
                        request.demandMbps()),
                avoid == null ? null : Set.copyOf(avoid),
                request.approval());
    }

    private static PlannedPath path(List<String> links, @Nullable List<PathSegment> segments, List<String> nodes) {
        return new PlannedPath(
                links,
                segments == null
                        ? List.of()
                        : segments.stream()
                                .map(s -> new TunnelSegment(
                                        s.type() == SegmentType.ADJACENCY, s.sid(), s.node(), s.link()))
                                .toList(),
                nodes);
    }

    static Result result(TunnelProvisioned provisioned) {
        var tunnel = provisioned.tunnel();
        return new Result(
                tunnel.tunnelId(),
                tunnel.bindingSid(),
                tunnel.teType(),
                tunnel.state().wire(),
                provisioned.dryRun().asMap(),
                tunnel.path().version());
    }
}

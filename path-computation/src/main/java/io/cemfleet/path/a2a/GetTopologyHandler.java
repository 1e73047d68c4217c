package io.cemfleet.path.a2a;

import io.cemfleet.a2a.contract.GetTopology;
import io.cemfleet.a2a.contract.QueryFailureCode;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import org.springframework.stereotype.Component;

/** Answers {@code get_topology}: the newest version, or one that is still cached. */
@Component
class GetTopologyHandler implements TaskHandler<GetTopology.Request, GetTopology.Result> {

    private final TopologyView view;

    GetTopologyHandler(TopologyView view) {
        this.view = view;
    }

    @Override
    public TaskType<GetTopology.Request, GetTopology.Result> type() {
        return GetTopology.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<GetTopology.Result> handle(TaskContext context, GetTopology.Request request) {
        var version = request.version();
        if (version == null || version.isBlank()) {
            return view.newest()
                    .map(TaskReply::completed)
                    .orElseGet(
                            () -> TaskReply.failed(QueryFailureCode.TOPOLOGY_UNAVAILABLE.wire(), view.reason(), true));
        }
        return view.version(version)
                .map(TaskReply::completed)
                .orElseGet(() ->
                        TaskReply.failed(QueryFailureCode.UNKNOWN_VERSION.wire(), version + " is not kept", false));
    }
}

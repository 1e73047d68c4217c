package io.cemfleet.impact.a2a;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.QueryFailureCode;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.impact.assess.ImpactAssessor;
import io.cemfleet.impact.network.NetworkStateReader;
import io.cemfleet.impact.network.ServiceNetworkState;
import java.util.List;
import org.springframework.stereotype.Component;

/** Answers {@code assess_impact}: the services that degraded links affect. */
@Component
class AssessImpactHandler implements TaskHandler<AssessImpact.Request, AssessImpact.Result> {

    private final NetworkStateReader reader;
    private final ImpactAssessor assessor;

    AssessImpactHandler(NetworkStateReader reader, ImpactAssessor assessor) {
        this.reader = reader;
        this.assessor = assessor;
    }

    @Override
    public TaskType<AssessImpact.Request, AssessImpact.Result> type() {
        return AssessImpact.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<AssessImpact.Result> handle(TaskContext context, AssessImpact.Request request) {
        return NetworkStateAccess.on(reader.fresh(), state -> assess(state, request.degradedLinks()));
    }

    /** Fails where the flows of a link are unknown, since an empty answer would be a guess. */
    private TaskReply<AssessImpact.Result> assess(ServiceNetworkState state, List<String> degraded) {
        var unknown = degraded.stream()
                .filter(link -> !state.tellsOf(link))
                .distinct()
                .toList();
        var result = assessor.assess(state, degraded);
        if (unknown.isEmpty()) {
            return TaskReply.completed(result);
        }
        return result.totalAffected() == 0
                ? TaskReply.failed(
                        QueryFailureCode.UNKNOWN_LINK.wire(),
                        "not in the topology, and it is not known who crossed: " + String.join(", ", unknown),
                        true)
                : TaskReply.completed(result.withUnknownLinks(unknown));
    }
}

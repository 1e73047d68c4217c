package io.cemfleet.path.a2a;

import io.cemfleet.a2a.contract.QueryFailureCode;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.path.network.CurrentNetwork;
import io.cemfleet.path.network.DatedNetwork;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Runs queries on a fresh network, and fails when there is none. */
@Component
class FreshNetworkAccess {

    private final CurrentNetwork network;

    FreshNetworkAccess(CurrentNetwork network) {
        this.network = network;
    }

    <O> TaskReply<O> with(Function<DatedNetwork, TaskReply<O>> answer) {
        return answer(network.now(), answer);
    }

    /** Before a transaction in which {@link #withLastRead} answers. */
    void refresh() {
        network.refresh();
    }

    /** Like {@link #with}, without a call to the controller. */
    <O> TaskReply<O> withLastRead(Function<DatedNetwork, TaskReply<O>> answer) {
        return answer(network.lastRead(), answer);
    }

    private static <O> TaskReply<O> answer(CncResult<DatedNetwork> read, Function<DatedNetwork, TaskReply<O>> answer) {
        return switch (read) {
            case CncResult.Ok<DatedNetwork>(var now) -> answer.apply(now);
            case CncResult<DatedNetwork> failed ->
                TaskReply.failed(QueryFailureCode.TOPOLOGY_UNAVAILABLE.wire(), failed.reason(), true);
        };
    }
}

package io.cemfleet.path.a2a;

import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.path.network.CurrentNetwork;
import io.cemfleet.path.network.NetworkNow;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Answers on a fresh network, or tells that there is none: never on an old one. */
@Component
class NetworkAccess {

    private final CurrentNetwork network;

    NetworkAccess(CurrentNetwork network) {
        this.network = network;
    }

    <O> TaskReply<O> with(Function<NetworkNow, TaskReply<O>> answer) {
        return switch (network.now()) {
            case CncResult.Ok<NetworkNow>(var now) -> answer.apply(now);
            case CncResult<NetworkNow> failed -> TaskReply.failed("topology_unavailable", failed.reason(), true);
        };
    }
}

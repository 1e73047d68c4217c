package io.cemfleet.impact.a2a;

import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.impact.network.NetworkReadResult;
import io.cemfleet.impact.network.ServiceNetworkState;
import java.util.function.Function;

/** Answers on what was read, or fails so that the caller may ask again: never with an empty answer. */
final class NetworkStateAccess {

    private NetworkStateAccess() {}

    static <O> TaskReply<O> on(NetworkReadResult reading, Function<ServiceNetworkState, TaskReply<O>> answer) {
        return switch (reading) {
            case NetworkReadResult.Read(var state) -> answer.apply(state);
            case NetworkReadResult.Unavailable(var code, var reason) -> TaskReply.failed(code, reason, true);
        };
    }
}

package io.cemfleet.impact.a2a;

import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.impact.network.NetworkReadResult;
import io.cemfleet.impact.network.ServiceNetworkState;
import java.util.function.Function;

/** Runs queries on the network as read, or fails in a way that the caller may retry: never with an empty answer. */
final class NetworkStateAccess {

    private NetworkStateAccess() {}

    static <O> TaskReply<O> on(NetworkReadResult reading, Function<ServiceNetworkState, TaskReply<O>> answer) {
        return switch (reading) {
            case NetworkReadResult.Read(var state) -> answer.apply(state);
            case NetworkReadResult.Unavailable(var code, var reason) -> TaskReply.failed(code.wire(), reason, true);
        };
    }
}

package io.cemfleet.impact.a2a;

import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.impact.network.NetworkReading;
import io.cemfleet.impact.network.NetworkState;
import java.util.function.Function;

/** Answers on what was read, or fails so that the caller may ask again: never with an empty answer. */
final class NetworkAccess {

    private NetworkAccess() {}

    static <O> TaskReply<O> on(NetworkReading reading, Function<NetworkState, TaskReply<O>> answer) {
        return switch (reading) {
            case NetworkReading.Read(var state) -> answer.apply(state);
            case NetworkReading.Unavailable(var code, var reason) -> TaskReply.failed(code, reason, true);
        };
    }
}

package io.cemfleet.a2a.message;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * A kind of task: its name on the wire, its receiver, its permitted senders, and its payload and result types.
 *
 * @param <I> the payload
 * @param <O> the result
 * @param deadline how long a caller waits by default
 */
public record TaskType<I, O>(
        String name,
        AgentName receiver,
        Set<AgentName> callers,
        Class<I> input,
        Class<O> output,
        Duration deadline,
        String description) {

    public static <I, O> TaskType<I, O> of(
            String name,
            AgentName receiver,
            Set<AgentName> callers,
            Class<I> input,
            Class<O> output,
            String description) {
        return new TaskType<>(
                name, receiver, Set.copyOf(callers), input, output, TaskRequest.DEFAULT_TIMEOUT, description);
    }

    public TaskType<I, O> within(Duration deadline) {
        return new TaskType<>(name, receiver, callers, input, output, deadline, description);
    }

    public boolean allows(AgentName caller) {
        return caller == AgentName.FLEET_CLI || callers.contains(caller);
    }

    /** Every agent of the fleet. */
    public static Set<AgentName> anyAgent() {
        return EnumSet.complementOf(EnumSet.of(AgentName.FLEET_CLI));
    }
}

package io.cemfleet.a2a.server;

import io.cemfleet.a2a.inbox.TaskContext;
import java.util.List;
import java.util.function.Supplier;

/**
 * A handler that takes many tasks of one caller at once, where that costs less than one after the other. It recognises
 * repeats by a key in the payload.
 */
public interface BatchTaskHandler<I, O> extends TaskHandler<I, O> {

    /**
     * Begins the tasks; they take effect in their order. One that cannot be done stops no other.
     *
     * @return for each task what waits for its reply. It throws what {@link #handle} would throw
     */
    List<Supplier<TaskReply<O>>> begin(List<IncomingTask<I>> tasks);

    @Override
    default AnswerMemory memory() {
        return AnswerMemory.BY_PAYLOAD;
    }

    @Override
    default TaskReply<O> handle(TaskContext context, I payload) {
        return begin(List.of(new IncomingTask<>(context, payload))).getFirst().get();
    }
}

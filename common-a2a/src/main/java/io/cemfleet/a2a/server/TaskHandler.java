package io.cemfleet.a2a.server;

import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import java.util.function.Supplier;

/**
 * Handles one type of task. Every bean of this type is served, checked against its contract, and shown on the agent
 * card.
 *
 * @param <I> the payload, already validated
 * @param <O> the result
 */
public interface TaskHandler<I, O> {

    TaskType<I, O> type();

    AnswerMemory memory();

    /**
     * What a {@link AnswerMemory#TRANSACTIONAL} handler does before its transaction begins, for repeated tasks too: calls
     * to other systems belong here, so that no connection to the database waits for them.
     */
    default void beforeTransaction() {}

    /**
     * Runs the transaction of a {@link AnswerMemory#TRANSACTIONAL} task. A handler whose tasks change the same rows lets
     * them run one after the other here, where they hold no connection to the database yet, instead of waiting for one another's row
     * locks.
     *
     * @param transaction begins, runs and commits; called once
     */
    default <T> T inSequence(I payload, Supplier<T> transaction) {
        return transaction.get();
    }

    /** Runs the task. An exception is unexpected: the caller gets a 500 and may send the same task id again. */
    TaskReply<O> handle(TaskContext context, I payload);
}

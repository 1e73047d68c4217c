package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.TunnelWave;
import io.cemfleet.a2a.contract.WaveAnswer;
import io.cemfleet.a2a.contract.WaveItem;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskFailure;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.provision.TaskAttempt;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Maps the items of waves to commands, and their outcomes to answers. */
final class WaveMapper {

    private WaveMapper() {}

    /** A command for each item; its attempt has an id of its own, which a repeat of the wave has again. */
    static <P, C> List<C> commands(TunnelWave<P> wave, TaskContext context, BiFunction<P, TaskAttempt, C> command) {
        TaskAttempt whole = OutcomeReplies.attempt(context);
        return wave.items().stream()
                .map(item -> command.apply(
                        item.payload(),
                        new TaskAttempt(TaskIds.of(context.taskId() + "|" + item.key()), whole.deadline())))
                .toList();
    }

    /** An answer for each item, in the order of the items. */
    static <P, T, R> List<WaveAnswer<R>> answers(
            TunnelWave<P> wave, StepOutcomes<T> outcomes, Function<? super T, R> result) {
        Iterator<WaveItem<P>> items = wave.items().iterator();
        return outcomes.inOrder().stream()
                .map(outcome -> answer(items.next().key(), outcome, result))
                .toList();
    }

    private static <T, R> WaveAnswer<R> answer(String key, StepOutcome<T> outcome, Function<? super T, R> result) {
        return switch (outcome) {
            case StepOutcome.Done<T>(T value) -> WaveAnswer.done(key, result.apply(value));
            case StepOutcome.Failed<T>(var failure) ->
                WaveAnswer.failed(key, new TaskFailure(failure.code().wire(), failure.message(), failure.retryable()));
        };
    }
}

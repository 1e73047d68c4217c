package io.cemfleet.tunnel.policy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The outcomes of a step for all items of a wave, in the items' order. An item that fails leaves the wave with its
 * failure; the others go on.
 */
public record StepOutcomes<T>(List<StepOutcome<T>> inOrder) {

    public StepOutcomes {
        inOrder = List.copyOf(inOrder);
    }

    /** All items go on. */
    public static <T> StepOutcomes<T> of(List<T> items) {
        return new StepOutcomes<>(items.stream().map(StepOutcome::done).toList());
    }

    /** The step for each of the items by itself. */
    public static <T, R> StepOutcomes<R> each(List<T> items, Function<? super T, StepOutcome<R>> step) {
        return new StepOutcomes<>(items.stream().map(step).toList());
    }

    /** All items fail in the same way. */
    public static <R> StepOutcomes<R> failed(List<?> items, StepFailure failure) {
        return each(items, item -> StepOutcome.failed(failure));
    }

    /** What follows a read that all items need; where the read fails, all of them fail. */
    public static <V, R> StepOutcomes<R> after(
            StepOutcome<V> read, List<?> items, Function<? super V, StepOutcomes<R>> step) {
        return switch (read) {
            case StepOutcome.Done<V>(V value) -> step.apply(value);
            case StepOutcome.Failed<V>(StepFailure failure) -> failed(items, failure);
        };
    }

    /** Each item with its outcome. */
    public static <A, B, R> StepOutcomes<R> zip(
            List<A> items, StepOutcomes<B> outcomes, BiFunction<? super A, ? super B, R> together) {
        Iterator<A> item = items.iterator();
        return new StepOutcomes<>(outcomes.inOrder.stream()
                .map(outcome -> {
                    A of = item.next();
                    return outcome.map(value -> together.apply(of, value));
                })
                .toList());
    }

    /** The next step of each item that goes on, by itself. */
    public <R> StepOutcomes<R> each(Function<? super T, StepOutcome<R>> step) {
        return together(items -> each(items, step));
    }

    /** The next step of all items that go on, made together; its outcomes are in the order of these items. */
    public <R> StepOutcomes<R> together(Function<List<T>, StepOutcomes<R>> step) {
        List<T> going = values();
        Iterator<StepOutcome<R>> next =
                (going.isEmpty() ? new StepOutcomes<R>(List.of()) : step.apply(going)).inOrder.iterator();
        var outcomes = new ArrayList<StepOutcome<R>>(inOrder.size());
        for (StepOutcome<T> outcome : inOrder) {
            outcomes.add(outcome instanceof StepOutcome.Done ? next.next() : outcome.asFailure());
        }
        return new StepOutcomes<>(outcomes);
    }

    /** The items that go on. */
    public List<T> values() {
        var values = new ArrayList<T>();
        for (StepOutcome<T> outcome : inOrder) {
            if (outcome instanceof StepOutcome.Done<T>(T value)) {
                values.add(value);
            }
        }
        return List.copyOf(values);
    }

    /** The outcome of the only item. */
    public StepOutcome<T> single() {
        return inOrder.getFirst();
    }
}

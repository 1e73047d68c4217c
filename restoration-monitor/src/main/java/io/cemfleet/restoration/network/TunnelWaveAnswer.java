package io.cemfleet.restoration.network;

import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.contract.WaveAnswer;
import io.cemfleet.a2a.message.TaskFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What an answer to a wave says about each of its tunnels. Items are named by their places in the wave. */
final class TunnelWaveAnswer {
    private TunnelWaveAnswer() {}

    static String key(int place) {
        return Integer.toString(place);
    }

    /**
     * The outcome of each tunnel. Where the wave failed as a whole each tunnel has its outcome; an item that is
     * missing, or answered in two ways, is unknown.
     *
     * @param done the outcome that the result of a tunnel's item stands for
     */
    static <W, R> Map<String, TunnelCallOutcome> read(
            List<String> wave,
            TaskOutcome<W> answer,
            Function<W, List<WaveAnswer<R>>> results,
            BiFunction<String, R, TunnelCallOutcome> done) {
        return switch (answer) {
            case TaskOutcome.Done<W>(W result) -> {
                List<WaveAnswer<R>> items = Objects.requireNonNullElse(results.apply(result), List.of());
                Map<String, TunnelCallOutcome> outcomes = new TreeMap<>();
                for (int place = 0; place < wave.size(); place++) {
                    String tunnel = wave.get(place);
                    outcomes.put(tunnel, item(tunnel, key(place), items, done));
                }
                yield outcomes;
            }
            case TaskOutcome.Failed<W>(TaskFailure error) -> each(wave, tunnel -> failed(tunnel, error));
            case TaskOutcome.Refused<W> refused ->
                each(
                        wave,
                        tunnel -> new TunnelCallOutcome.Failed(
                                TunnelFailureMeaning.MESSAGE_REFUSED, tunnel + ": " + refused.detail(), false));
            case TaskOutcome.Unreachable<W> gone -> each(wave, tunnel -> new TunnelCallOutcome.Unknown(gone.reason()));
            case TaskOutcome.Accepted<W> accepted ->
                each(wave, tunnel -> new TunnelCallOutcome.Unknown("still under way"));
        };
    }

    private static <R> TunnelCallOutcome item(
            String tunnel, String key, List<WaveAnswer<R>> items, BiFunction<String, R, TunnelCallOutcome> done) {
        List<WaveAnswer<R>> its = items.stream()
                .filter(Objects::nonNull)
                .filter(item -> key.equals(item.key()))
                .toList();
        if (its.size() == 1) {
            R result = its.getFirst().result();
            TaskFailure error = its.getFirst().error();
            if (result != null && error == null) {
                return done.apply(tunnel, result);
            }
            if (result == null && error != null) {
                return failed(tunnel, error);
            }
        }
        return new TunnelCallOutcome.Unknown("the answer to the wave is not clear about " + tunnel);
    }

    private static TunnelCallOutcome failed(String tunnel, TaskFailure error) {
        return switch (TunnelFailureMeaning.of(error.code())) {
            case SUPERSEDED -> new TunnelCallOutcome.Superseded();
            case OTHER_PATH -> new TunnelCallOutcome.OtherPath();
            case REFUSED, FAILED ->
                new TunnelCallOutcome.Failed(error.code(), tunnel + ": " + error.message(), error.retryable());
        };
    }

    private static Map<String, TunnelCallOutcome> each(List<String> wave, Function<String, TunnelCallOutcome> outcome) {
        Map<String, TunnelCallOutcome> outcomes = new TreeMap<>();
        wave.forEach(tunnel -> outcomes.put(tunnel, outcome.apply(tunnel)));
        return outcomes;
    }
}

package io.cemfleet.path.a2a;

import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.FoundPath;
import io.cemfleet.path.constraint.PathFinder;
import io.cemfleet.path.constraint.Relaxation;
import io.cemfleet.path.constraint.RelaxingSolver;
import io.cemfleet.path.constraint.Solution;
import io.cemfleet.path.graph.SearchLimitExceeded;
import io.cemfleet.path.network.NetworkNow;
import io.cemfleet.path.plan.Reservations;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code compute_path}: one path, on what plans have left. */
@Component
class ComputePathHandler implements TaskHandler<ComputePath.Request, ComputePath.Result> {

    private static final List<Relaxation> STEPS = List.of(
            Relaxation.SRLGS, Relaxation.HOPS, Relaxation.METRIC, Relaxation.NODES, Relaxation.BANDWIDTH_UNKNOWN);

    private final NetworkAccess networks;
    private final ConstraintsReader reader;
    private final Reservations reservations;
    private final PathSettings.Search settings;
    private final ComputationTimer timer;

    ComputePathHandler(
            NetworkAccess networks,
            ConstraintsReader reader,
            Reservations reservations,
            PathSettings settings,
            ComputationTimer timer) {
        this.networks = networks;
        this.reader = reader;
        this.reservations = reservations;
        this.settings = settings.search();
        this.timer = timer;
    }

    @Override
    public TaskType<ComputePath.Request, ComputePath.Result> type() {
        return ComputePath.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.NONE;
    }

    @Override
    public TaskReply<ComputePath.Result> handle(TaskContext context, ComputePath.Request request) {
        return networks.with(now -> switch (reader.read(now, request)) {
            case ConstraintsReader.Reading.Wrong wrong ->
                TaskReply.failed(wrong.code(), wrong.field() + ": " + wrong.message(), false);
            case ConstraintsReader.Reading.Understood understood -> solve(now, understood, request);
        });
    }

    private TaskReply<ComputePath.Result> solve(
            NetworkNow now, ConstraintsReader.Reading.Understood understood, ComputePath.Request request) {
        reservations.applyTo(now.network());
        var started = System.nanoTime();
        var finder = new PathFinder(now.network(), settings.unknownMsd());
        try {
            var solution = new RelaxingSolver(finder).solve(understood.constraints(), STEPS);
            var alternatives = alternatives(finder, solution, request.alternatives());
            var took = Duration.ofNanos(System.nanoTime() - started);
            timer.record(solution, took);
            return TaskReply.completed(
                    PathAnswers.answer(solution, alternatives, now, took).withWarnings(understood.warnings()));
        } catch (SearchLimitExceeded e) {
            return TaskReply.failed("search_limit", String.valueOf(e.getMessage()), false);
        }
    }

    private static List<ComputedPath> alternatives(
            PathFinder finder, Solution solution, @org.jspecify.annotations.Nullable Integer count) {
        return count != null && count > 0 && solution instanceof Solution.Solved solved
                ? finder.alternatives(solved.held(), solved.path(), count).stream()
                        .map(FoundPath::computed)
                        .toList()
                : List.of();
    }
}

package io.cemfleet.path.a2a;

import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.FoundPath;
import io.cemfleet.path.constraint.PathFinder;
import io.cemfleet.path.constraint.PathSolution;
import io.cemfleet.path.constraint.RelaxationStep;
import io.cemfleet.path.constraint.RelaxingSolver;
import io.cemfleet.path.graph.SearchLimitExceeded;
import io.cemfleet.path.network.DatedNetwork;
import io.cemfleet.path.plan.CapacityReservations;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Answers {@code compute_path}: one path, on the capacity that plans have left. */
@Component
class ComputePathHandler implements TaskHandler<ComputePath.Request, ComputePath.Result> {

    private static final List<RelaxationStep> STEPS = List.of(
            RelaxationStep.SRLGS,
            RelaxationStep.HOPS,
            RelaxationStep.METRIC,
            RelaxationStep.NODES,
            RelaxationStep.BANDWIDTH_UNKNOWN);

    private final FreshNetworkAccess networks;
    private final ConstraintsReader reader;
    private final CapacityReservations reservations;
    private final PathSettings.SearchSettings settings;
    private final ComputationTimer timer;

    ComputePathHandler(
            FreshNetworkAccess networks,
            ConstraintsReader reader,
            CapacityReservations reservations,
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
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<ComputePath.Result> handle(TaskContext context, ComputePath.Request request) {
        return networks.with(now -> switch (reader.read(now, request)) {
            case ConstraintsReader.ConstraintsReading.Wrong wrong ->
                TaskReply.failed(wrong.code().wire(), wrong.field() + ": " + wrong.message(), false);
            case ConstraintsReader.ConstraintsReading.Understood understood -> solve(now, understood, request);
        });
    }

    private TaskReply<ComputePath.Result> solve(
            DatedNetwork now, ConstraintsReader.ConstraintsReading.Understood understood, ComputePath.Request request) {
        reservations.applyTo(now.network());
        var started = System.nanoTime();
        var finder = new PathFinder(now.network(), settings.unknownMsd());
        try {
            var solution = new RelaxingSolver(finder).solve(understood.constraints(), STEPS);
            var alternatives = alternatives(finder, solution, request.alternatives());
            var took = Duration.ofNanos(System.nanoTime() - started);
            timer.record(solution, took);
            return TaskReply.completed(
                    PathResultMapper.answer(solution, alternatives, now, took).withWarnings(understood.warnings()));
        } catch (SearchLimitExceeded e) {
            return TaskReply.failed("search_limit", String.valueOf(e.getMessage()), false);
        }
    }

    private static List<ComputedPath> alternatives(
            PathFinder finder, PathSolution solution, @org.jspecify.annotations.Nullable Integer count) {
        return count != null && count > 0 && solution instanceof PathSolution.Solved solved
                ? finder.alternatives(solved.held(), solved.path(), count).stream()
                        .map(FoundPath::computed)
                        .toList()
                : List.of();
    }
}

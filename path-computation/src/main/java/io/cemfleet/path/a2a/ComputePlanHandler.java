package io.cemfleet.path.a2a;

import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.OriginalPath;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.path.constraint.FoundPath;
import io.cemfleet.path.constraint.PathConstraints;
import io.cemfleet.path.network.CurrentNetwork;
import io.cemfleet.path.network.DatedNetwork;
import io.cemfleet.path.plan.IncidentPlanner;
import io.cemfleet.path.plan.PlacedDemand;
import io.cemfleet.path.plan.PlacementDemand;
import io.cemfleet.path.plan.PlacementOutcome;
import io.cemfleet.path.plan.TunnelComparison;
import io.cemfleet.path.segment.OriginalPathEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers {@code compute_plan}, with the results in the order of the request and not of the placement. */
@Component
class ComputePlanHandler implements TaskHandler<ComputePlan.Request, ComputePlan.Result> {

    private static final int DEFAULT_ALTERNATIVES = 2;

    private final FreshNetworkAccess networks;
    private final ConstraintsReader reader;
    private final IncidentPlanner planner;
    private final CurrentNetwork network;
    private final ComputationTimer timer;

    ComputePlanHandler(
            FreshNetworkAccess networks,
            ConstraintsReader reader,
            IncidentPlanner planner,
            CurrentNetwork network,
            ComputationTimer timer) {
        this.networks = networks;
        this.reader = reader;
        this.planner = planner;
        this.network = network;
        this.timer = timer;
    }

    @Override
    public TaskType<ComputePlan.Request, ComputePlan.Result> type() {
        return ComputePlan.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.TRANSACTIONAL;
    }

    @Override
    public void beforeTransaction() {
        networks.refresh();
    }

    @Override
    public TaskReply<ComputePlan.Result> handle(TaskContext context, ComputePlan.Request request) {
        var keys = new HashSet<String>();
        for (var protection : request.protections()) {
            if (!keys.add(protection.key())) {
                return TaskReply.failed(
                        "bad_constraints", "protections: %s is there twice".formatted(protection.key()), false);
            }
        }
        return networks.withLastRead(now -> TaskReply.completed(plan(now, request)));
    }

    private ComputePlan.Result plan(DatedNetwork now, ComputePlan.Request request) {
        var answers = new HashMap<String, ComputePlan.PlacementResult>();
        var held = new HashMap<String, ComputePlan.HeldTunnelFigures>();
        var warnings = new HashMap<String, List<String>>();
        var demands = new ArrayList<PlacementDemand>();
        for (var asked : request.protections()) {
            switch (reader.read(now, asked.constraints())) {
                case ConstraintsReader.ConstraintsReading.Wrong wrong ->
                    answers.put(asked.key(), wrong(asked, wrong, now));
                case ConstraintsReader.ConstraintsReading.Understood(var constraints, var unmatched) -> {
                    warnings.put(asked.key(), unmatched);
                    demands.add(demand(asked, constraints));
                    if (asked.held() != null) {
                        held.put(asked.key(), TunnelComparison.of(now.network(), constraints.ends(), asked.held()));
                    }
                }
            }
        }
        boolean overload = Boolean.TRUE.equals(request.allowOverload());
        for (var placed : planner.place(request.incidentId(), now.network(), demands, overload)) {
            timer.record(placed.outcome().solution(), placed.took());
            var key = placed.demand().key();
            answers.put(key, answer(placed, now, warnings.getOrDefault(key, List.of()), held.get(key)));
        }
        return new ComputePlan.Result(request.protections().stream()
                .flatMap(asked -> java.util.stream.Stream.ofNullable(answers.get(asked.key())))
                .toList());
    }

    private static PlacementDemand demand(ComputePlan.Demand asked, PathConstraints constraints) {
        var services = asked.services();
        var alternatives = asked.constraints().alternatives();
        var original = asked.originalLinks();
        var traffic = new PlacementDemand.DemandTraffic(
                asked.demandMbps(),
                asked.demandBoundMbps(),
                asked.currentLinks(),
                original == null ? asked.currentLinks() : original);
        return new PlacementDemand(
                asked.key(),
                constraints,
                new PlacementDemand.ServicePromise(
                        asked.slaTier(), asked.slaLimits(), services == null ? 1 : services.size()),
                traffic,
                alternatives == null ? DEFAULT_ALTERNATIVES : alternatives);
    }

    private ComputePlan.PlacementResult answer(
            PlacedDemand placed,
            DatedNetwork now,
            List<String> warnings,
            ComputePlan.@Nullable HeldTunnelFigures held) {
        var key = placed.demand().key();
        return switch (placed.outcome()) {
            case PlacementOutcome.Planned planned -> {
                var others =
                        planned.alternatives().stream().map(FoundPath::computed).toList();
                yield new ComputePlan.PlacementResult(
                        key,
                        PathResultMapper.answer(planned.solution(), others, now, placed.took())
                                .withWarnings(warnings),
                        original(placed.demand()),
                        planned.prediction(),
                        null,
                        held);
            }
            case PlacementOutcome.Declined declined ->
                new ComputePlan.PlacementResult(
                        key,
                        PathResultMapper.answer(declined.solution(), List.of(), now, placed.took())
                                .withWarnings(warnings),
                        original(placed.demand()),
                        null,
                        declined.decline(),
                        held);
        };
    }

    /** The path to which the traffic returns; it may cross a link that is cut now. */
    private OriginalPath original(PlacementDemand demand) {
        var ends = demand.constraints().ends();
        var links = demand.traffic().originalLinks();
        return new OriginalPathEncoder(network.routesWith(links)).of(ends.source(), ends.target(), links);
    }

    /** A protection with invalid constraints is answered with an error of its own; the others are placed. */
    private static ComputePlan.PlacementResult wrong(
            ComputePlan.Demand asked, ConstraintsReader.ConstraintsReading.Wrong wrong, DatedNetwork now) {
        var reason = wrong.field() + ": " + wrong.message();
        return new ComputePlan.PlacementResult(
                asked.key(),
                PathResultMapper.unsolved(new ComputePath.Explanation(List.of(reason), null), now, Duration.ZERO),
                new OriginalPath(asked.currentLinks(), null),
                null,
                new PlacementDecline(PlacementDecline.Reason.NO_PATH, List.of(), reason),
                null);
    }
}

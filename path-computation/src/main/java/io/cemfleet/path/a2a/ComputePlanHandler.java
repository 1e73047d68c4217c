package io.cemfleet.path.a2a;

import io.cemfleet.a2a.contract.ComputePath;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.OriginalPath;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.path.graph.SearchLimitExceeded;
import io.cemfleet.path.network.NetworkNow;
import io.cemfleet.path.plan.Demand;
import io.cemfleet.path.plan.Placed;
import io.cemfleet.path.plan.Planner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code compute_plan}: results come in the order of the request, whatever the order of placing. */
@Component
class ComputePlanHandler implements TaskHandler<ComputePlan.Request, ComputePlan.Result> {

    private final NetworkAccess networks;
    private final ConstraintsReader reader;
    private final Planner planner;
    private final ComputationTimer timer;

    ComputePlanHandler(NetworkAccess networks, ConstraintsReader reader, Planner planner, ComputationTimer timer) {
        this.networks = networks;
        this.reader = reader;
        this.planner = planner;
        this.timer = timer;
    }

    @Override
    public TaskType<ComputePlan.Request, ComputePlan.Result> type() {
        return ComputePlan.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.TRANSACTIONAL;
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
        return networks.with(now -> {
            try {
                return TaskReply.completed(plan(now, request));
            } catch (SearchLimitExceeded e) {
                return TaskReply.failed("search_limit", String.valueOf(e.getMessage()), false);
            }
        });
    }

    private ComputePlan.Result plan(NetworkNow now, ComputePlan.Request request) {
        var answers = new HashMap<String, ComputePlan.Placed>();
        var warnings = new HashMap<String, List<String>>();
        var demands = new ArrayList<Demand>();
        for (var asked : request.protections()) {
            switch (reader.read(now.network().topology(), asked.constraints())) {
                case ConstraintsReader.Reading.Wrong wrong -> answers.put(asked.key(), wrong(asked, wrong, now));
                case ConstraintsReader.Reading.Understood(var constraints, var unmatched) -> {
                    warnings.put(asked.key(), unmatched);
                    demands.add(new Demand(
                            asked.key(), asked.slaTier(), asked.demandMbps(), constraints, asked.currentLinks()));
                }
            }
        }
        for (var placed : planner.place(request.incidentId(), now.network(), demands)) {
            timer.record(placed.solution(), placed.took());
            var key = placed.demand().key();
            answers.put(key, answer(placed, now, warnings.getOrDefault(key, List.of())));
        }
        return new ComputePlan.Result(request.protections().stream()
                .flatMap(asked -> java.util.stream.Stream.ofNullable(answers.get(asked.key())))
                .toList());
    }

    private static ComputePlan.Placed answer(Placed placed, NetworkNow now, List<String> warnings) {
        return new ComputePlan.Placed(
                placed.demand().key(),
                PathAnswers.answer(placed.solution(), List.of(), now, placed.took())
                        .withWarnings(warnings),
                placed.originalPath(),
                null,
                null);
    }

    /** One protection that can't be understood does not cost the others their paths. */
    private static ComputePlan.Placed wrong(
            ComputePlan.Demand asked, ConstraintsReader.Reading.Wrong wrong, NetworkNow now) {
        var explanation = new ComputePath.Explanation(List.of(wrong.field() + ": " + wrong.message()), null);
        return new ComputePlan.Placed(
                asked.key(),
                PathAnswers.unsolved(explanation, now, Duration.ZERO),
                new OriginalPath(asked.currentLinks(), null),
                null,
                null);
    }
}

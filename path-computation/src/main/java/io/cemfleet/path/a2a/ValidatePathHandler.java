package io.cemfleet.path.a2a;

import io.cemfleet.a2a.contract.ValidatePath;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.PathFinder;
import io.cemfleet.path.constraint.PathValidation;
import java.util.List;
import org.springframework.stereotype.Component;

/** Answers {@code validate_path}: the constraints that a path no longer satisfies. */
@Component
class ValidatePathHandler implements TaskHandler<ValidatePath.Request, ValidatePath.Result> {

    private final FreshNetworkAccess networks;
    private final ConstraintsReader reader;
    private final PathSettings.SearchSettings settings;

    ValidatePathHandler(FreshNetworkAccess networks, ConstraintsReader reader, PathSettings settings) {
        this.networks = networks;
        this.reader = reader;
        this.settings = settings.search();
    }

    @Override
    public TaskType<ValidatePath.Request, ValidatePath.Result> type() {
        return ValidatePath.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<ValidatePath.Result> handle(TaskContext context, ValidatePath.Request request) {
        return networks.with(now -> {
            var violations =
                    switch (reader.read(now, request.constraints())) {
                        case ConstraintsReader.ConstraintsReading.Wrong wrong ->
                            List.of(wrong.field() + ": " + wrong.message());
                        case ConstraintsReader.ConstraintsReading.Understood(var constraints, var unmatched) ->
                            new PathValidation(new PathFinder(now.network(), settings.unknownMsd()))
                                    .violations(request.path(), constraints);
                    };
            return TaskReply.completed(new ValidatePath.Result(violations.isEmpty(), violations));
        });
    }
}

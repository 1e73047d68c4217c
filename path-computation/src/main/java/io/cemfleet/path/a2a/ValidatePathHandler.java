package io.cemfleet.path.a2a;

import io.cemfleet.a2a.contract.ValidatePath;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.path.PathSettings;
import io.cemfleet.path.constraint.PathCheck;
import io.cemfleet.path.constraint.PathFinder;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code validate_path}: what would no longer be answered today. */
@Component
class ValidatePathHandler implements TaskHandler<ValidatePath.Request, ValidatePath.Result> {

    private final NetworkAccess networks;
    private final ConstraintsReader reader;
    private final PathSettings.Search settings;

    ValidatePathHandler(NetworkAccess networks, ConstraintsReader reader, PathSettings settings) {
        this.networks = networks;
        this.reader = reader;
        this.settings = settings.search();
    }

    @Override
    public TaskType<ValidatePath.Request, ValidatePath.Result> type() {
        return ValidatePath.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.NONE;
    }

    @Override
    public TaskReply<ValidatePath.Result> handle(TaskContext context, ValidatePath.Request request) {
        return networks.with(now -> {
            var violations =
                    switch (reader.read(now, request.constraints())) {
                        case ConstraintsReader.Reading.Wrong wrong -> List.of(wrong.field() + ": " + wrong.message());
                        case ConstraintsReader.Reading.Understood(var constraints, var unmatched) ->
                            new PathCheck(new PathFinder(now.network(), settings.unknownMsd()))
                                    .violations(request.path(), constraints);
                    };
            return TaskReply.completed(new ValidatePath.Result(violations.isEmpty(), violations));
        });
    }
}

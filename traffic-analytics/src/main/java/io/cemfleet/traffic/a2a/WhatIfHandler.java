package io.cemfleet.traffic.a2a;

import io.cemfleet.a2a.contract.WhatIf;
import io.cemfleet.a2a.contract.WhatIf.Request;
import io.cemfleet.a2a.contract.WhatIf.Result;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.traffic.TrafficSettings;
import io.cemfleet.traffic.demand.DemandMatrix;
import io.cemfleet.traffic.demand.MatrixBuilder;
import io.cemfleet.traffic.network.NetworkPicture;
import io.cemfleet.traffic.whatif.Prognoses;
import io.cemfleet.traffic.whatif.Prognosis;
import io.cemfleet.traffic.whatif.Question;
import org.springframework.stereotype.Component;

@Component
class WhatIfHandler implements TaskHandler<Request, Result> {
    private final Pictures pictures;
    private final TrafficSettings settings;

    WhatIfHandler(Pictures pictures, TrafficSettings settings) {
        this.pictures = pictures;
        this.settings = settings;
    }

    @Override
    public TaskType<Request, Result> type() {
        return WhatIf.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.NONE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request request) {
        return switch (pictures.over(null)) {
            case CncResult.Ok<NetworkPicture>(NetworkPicture picture) -> answer(picture, request);
            case CncResult<NetworkPicture> failed -> Failures.noTopology(failed);
        };
    }

    private TaskReply<Result> answer(NetworkPicture picture, Request request) {
        Question question = Questions.of(picture.topology(), request);
        DemandMatrix matrix = MatrixBuilder.build(picture, settings.fitToLinks());
        if (matrix.explainedShare() == null) {
            return Failures.notMeasured(matrix);
        }
        Prognosis prognosis = Prognoses.of(picture, matrix, question, settings.violation());
        String worst = prognosis.worst();
        Double used = worst == null ? null : prognosis.utilisation().get(worst);
        return TaskReply.completed(new Result(
                prognosis.utilisation(),
                worst == null || used == null ? null : new WhatIf.Worst(worst, used),
                prognosis.violations()));
    }
}

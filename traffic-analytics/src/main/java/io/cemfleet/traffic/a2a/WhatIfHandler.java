package io.cemfleet.traffic.a2a;

import io.cemfleet.a2a.contract.WhatIf;
import io.cemfleet.a2a.contract.WhatIf.Request;
import io.cemfleet.a2a.contract.WhatIf.Result;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.traffic.TrafficSettings;
import io.cemfleet.traffic.demand.DemandMatrix;
import io.cemfleet.traffic.demand.MatrixBuilder;
import io.cemfleet.traffic.network.MeasuredNetwork;
import io.cemfleet.traffic.whatif.WhatIfCalculator;
import io.cemfleet.traffic.whatif.WhatIfChange;
import io.cemfleet.traffic.whatif.WhatIfUtilisation;
import org.springframework.stereotype.Component;

@Component
class WhatIfHandler implements TaskHandler<Request, Result> {
    private final MeasuredNetworkReader pictures;
    private final TrafficSettings settings;

    WhatIfHandler(MeasuredNetworkReader pictures, TrafficSettings settings) {
        this.pictures = pictures;
        this.settings = settings;
    }

    @Override
    public TaskType<Request, Result> type() {
        return WhatIf.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request request) {
        return switch (pictures.over(null)) {
            case CncResult.Ok<MeasuredNetwork>(MeasuredNetwork picture) -> answer(picture, request);
            case CncResult<MeasuredNetwork> failed -> TaskFailures.noTopology(failed);
        };
    }

    private TaskReply<Result> answer(MeasuredNetwork picture, Request request) {
        WhatIfChange question = WhatIfRequestParser.of(picture.topology(), request);
        DemandMatrix matrix = MatrixBuilder.build(picture, settings.fitToLinks());
        if (matrix.explainedShare() == null) {
            return TaskFailures.notMeasured(matrix);
        }
        WhatIfUtilisation prognosis = WhatIfCalculator.of(picture, matrix, question, settings.violation());
        String worst = prognosis.worst();
        Double used = worst == null ? null : prognosis.utilisation().get(worst);
        return TaskReply.completed(new Result(
                prognosis.utilisation(),
                worst == null || used == null ? null : new WhatIf.FullestLink(worst, used),
                prognosis.violations()));
    }
}

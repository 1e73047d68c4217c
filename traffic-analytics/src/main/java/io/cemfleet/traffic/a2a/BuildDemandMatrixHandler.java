package io.cemfleet.traffic.a2a;

import io.cemfleet.a2a.contract.BuildDemandMatrix;
import io.cemfleet.a2a.contract.BuildDemandMatrix.Request;
import io.cemfleet.a2a.contract.BuildDemandMatrix.Result;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.traffic.TrafficSettings;
import io.cemfleet.traffic.demand.DemandMatrix;
import io.cemfleet.traffic.demand.MatrixBuilder;
import io.cemfleet.traffic.demand.TrafficDemand;
import io.cemfleet.traffic.network.MeasuredNetwork;
import java.time.Clock;
import org.springframework.stereotype.Component;

@Component
class BuildDemandMatrixHandler implements TaskHandler<Request, Result> {
    private final MeasuredNetworkReader pictures;
    private final TrafficSettings settings;
    private final Clock clock;

    BuildDemandMatrixHandler(MeasuredNetworkReader pictures, TrafficSettings settings, Clock clock) {
        this.pictures = pictures;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public TaskType<Request, Result> type() {
        return BuildDemandMatrix.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request request) {
        return switch (pictures.over(request.windowMinutes())) {
            case CncResult.Ok<MeasuredNetwork>(MeasuredNetwork picture) -> answer(picture);
            case CncResult<MeasuredNetwork> failed -> TaskFailures.noTopology(failed);
        };
    }

    private TaskReply<Result> answer(MeasuredNetwork picture) {
        DemandMatrix matrix = MatrixBuilder.build(picture, settings.fitToLinks());
        Double explained = matrix.explainedShare();
        if (explained == null) {
            return TaskFailures.notMeasured(matrix);
        }
        return TaskReply.completed(new Result(
                matrix.demands().stream().map(BuildDemandMatrixHandler::wire).toList(),
                explained,
                matrix.errors(),
                picture.topology().version(),
                clock.instant()));
    }

    private static BuildDemandMatrix.Demand wire(TrafficDemand demand) {
        return new BuildDemandMatrix.Demand(
                demand.key().headEnd(),
                demand.key().endPoint(),
                demand.key().color(),
                demand.mbps(),
                demand.errorMbps(),
                demand.method().wire());
    }
}

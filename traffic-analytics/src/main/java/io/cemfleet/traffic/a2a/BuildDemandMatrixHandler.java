package io.cemfleet.traffic.a2a;

import io.cemfleet.a2a.contract.BuildDemandMatrix;
import io.cemfleet.a2a.contract.BuildDemandMatrix.Request;
import io.cemfleet.a2a.contract.BuildDemandMatrix.Result;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.traffic.TrafficSettings;
import io.cemfleet.traffic.demand.Demand;
import io.cemfleet.traffic.demand.DemandMatrix;
import io.cemfleet.traffic.demand.MatrixBuilder;
import io.cemfleet.traffic.network.NetworkPicture;
import java.time.Clock;
import org.springframework.stereotype.Component;

@Component
class BuildDemandMatrixHandler implements TaskHandler<Request, Result> {
    private final Pictures pictures;
    private final TrafficSettings settings;
    private final Clock clock;

    BuildDemandMatrixHandler(Pictures pictures, TrafficSettings settings, Clock clock) {
        this.pictures = pictures;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public TaskType<Request, Result> type() {
        return BuildDemandMatrix.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.NONE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request request) {
        return switch (pictures.over(request.windowMinutes())) {
            case CncResult.Ok<NetworkPicture>(NetworkPicture picture) -> answer(picture);
            case CncResult<NetworkPicture> failed -> Failures.noTopology(failed);
        };
    }

    private TaskReply<Result> answer(NetworkPicture picture) {
        DemandMatrix matrix = MatrixBuilder.build(picture, settings.fitToLinks());
        Double explained = matrix.explainedShare();
        if (explained == null) {
            return Failures.notMeasured(matrix);
        }
        return TaskReply.completed(new Result(
                matrix.demands().stream().map(BuildDemandMatrixHandler::wire).toList(),
                explained,
                matrix.errors(),
                picture.topology().version(),
                clock.instant()));
    }

    private static BuildDemandMatrix.Demand wire(Demand demand) {
        return new BuildDemandMatrix.Demand(
                demand.key().headEnd(),
                demand.key().endPoint(),
                demand.key().color(),
                demand.mbps(),
                demand.errorMbps(),
                demand.method().wire());
    }
}

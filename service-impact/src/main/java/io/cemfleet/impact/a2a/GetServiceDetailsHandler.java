package io.cemfleet.impact.a2a;

import io.cemfleet.a2a.contract.GetServiceDetails;
import io.cemfleet.a2a.contract.QueryFailureCode;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.impact.network.NetworkStateReader;
import org.springframework.stereotype.Component;

/** Answers {@code get_service_details}: one service by its id. */
@Component
class GetServiceDetailsHandler implements TaskHandler<GetServiceDetails.Request, GetServiceDetails.Result> {

    private final NetworkStateReader reader;
    private final ServiceViews views;

    GetServiceDetailsHandler(NetworkStateReader reader, ServiceViews views) {
        this.reader = reader;
        this.views = views;
    }

    @Override
    public TaskType<GetServiceDetails.Request, GetServiceDetails.Result> type() {
        return GetServiceDetails.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<GetServiceDetails.Result> handle(TaskContext context, GetServiceDetails.Request request) {
        return NetworkStateAccess.on(reader.recent(), state -> state.services().stream()
                .filter(service -> service.vpnId().equals(request.serviceId()))
                .findFirst()
                .map(service -> TaskReply.completed(new GetServiceDetails.Result(views.of(service))))
                .orElseGet(() -> TaskReply.failed(
                        QueryFailureCode.UNKNOWN_SERVICE.wire(),
                        request.serviceId() + " is no service of this network",
                        false)));
    }
}

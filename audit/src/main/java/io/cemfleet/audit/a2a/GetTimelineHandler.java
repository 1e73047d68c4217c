package io.cemfleet.audit.a2a;

import io.cemfleet.a2a.contract.GetTimeline;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.audit.query.TrailReader;
import org.springframework.stereotype.Component;

@Component
class GetTimelineHandler implements TaskHandler<GetTimeline.Request, GetTimeline.Result> {
    private final TrailReader trail;

    GetTimelineHandler(TrailReader trail) {
        this.trail = trail;
    }

    @Override
    public TaskType<GetTimeline.Request, GetTimeline.Result> type() {
        return GetTimeline.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<GetTimeline.Result> handle(TaskContext context, GetTimeline.Request request) {
        return TaskReply.completed(new GetTimeline.Result(trail.ofIncident(request.incidentId())));
    }
}

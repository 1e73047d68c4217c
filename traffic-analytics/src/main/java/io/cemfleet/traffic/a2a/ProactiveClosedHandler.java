package io.cemfleet.traffic.a2a;

import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.contract.ProactiveClosed;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.traffic.watch.EpisodeStore;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Handles {@code proactive_closed}: after a pause, the agent sends another alert about the link if congestion is still
 * expected.
 */
@Component
class ProactiveClosedHandler implements TaskHandler<ProactiveClosed.Request, NoticeAccepted> {
    private final EpisodeStore episodes;
    private final Clock clock;

    ProactiveClosedHandler(EpisodeStore episodes, Clock clock) {
        this.episodes = episodes;
        this.clock = clock;
    }

    @Override
    public TaskType<ProactiveClosed.Request, NoticeAccepted> type() {
        return ProactiveClosed.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.BY_PAYLOAD;
    }

    @Override
    public TaskReply<NoticeAccepted> handle(TaskContext context, ProactiveClosed.Request closed) {
        episodes.close(closed.linkId(), closed.incidentId(), clock.instant());
        return TaskReply.completed(NoticeAccepted.YES);
    }
}

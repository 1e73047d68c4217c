package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.history.EnhancementResultStore;
import io.cemfleet.enhancement.pipeline.EnhancementText;
import io.cemfleet.enhancement.pipeline.PipelineTicket;
import io.cemfleet.enhancement.pipeline.TicketContext;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/** Checkpoints between the attempts of a job; when they cannot be read or stored, the attempt goes on. */
@Component
class AttemptCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptCheckpoints.class);

    private final EnhancementResultStore results;
    private final WorkerSettings settings;
    private final Clock clock;

    AttemptCheckpoints(EnhancementResultStore results, WorkerSettings settings, Clock clock) {
        this.results = results;
        this.settings = settings;
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    WorkerSettings settings() {
        return settings;
    }

    /** The text of an earlier attempt. */
    Optional<EnhancementText> text(PipelineTicket ticket) {
        return results.find(ticket);
    }

    void keep(PipelineTicket ticket, TicketContext context, EnhancementText text) {
        try {
            results.keep(ticket, context, text);
        } catch (NestedRuntimeException e) {
            LOG.error("The text could not be kept, the ticket gets it all the same: {}", e.getMessage());
        }
    }
}

package io.cemfleet.enhancement.job;

import io.cemfleet.enhancement.history.Results;
import io.cemfleet.enhancement.pipeline.Context;
import io.cemfleet.enhancement.pipeline.Enhancement;
import io.cemfleet.enhancement.pipeline.Ticket;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/** What an attempt remembers of the ones before it, and leaves to the next; where it cannot, the attempt goes on. */
@Component
class Memory {
    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

    private final Results results;
    private final WorkSettings settings;
    private final Clock clock;

    Memory(Results results, WorkSettings settings, Clock clock) {
        this.results = results;
        this.settings = settings;
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    WorkSettings settings() {
        return settings;
    }

    /** The text that an earlier attempt has made. */
    Optional<Enhancement> text(Ticket ticket) {
        return results.find(ticket);
    }

    void keep(Ticket ticket, Context context, Enhancement text) {
        try {
            results.keep(ticket, context, text);
        } catch (NestedRuntimeException e) {
            LOG.error("The text could not be kept, the ticket gets it all the same: {}", e.getMessage());
        }
    }
}

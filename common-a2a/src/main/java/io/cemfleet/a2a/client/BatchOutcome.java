package io.cemfleet.a2a.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The outcome of a batch of tasks. */
public sealed interface BatchOutcome {

    /**
     * Each task was judged by itself.
     *
     * @param outcomes in the order of the tasks; empty for a task that was not run, because an earlier one of its
     *     incident must be sent again first
     */
    record Judged(List<Optional<TaskOutcome<JsonNode>>> outcomes) implements BatchOutcome {}

    /** The agent takes no batches: its version is older. */
    record NotSupported() implements BatchOutcome {}

    /** The agent refused the batch, or failed, as a whole; the reason may lie in one of the tasks. */
    record Rejected(String reason) implements BatchOutcome {}

    /** The agent did not answer, or asks to wait. The effects of the tasks are not known. */
    record Unreachable(String reason) implements BatchOutcome {}
}

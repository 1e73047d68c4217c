package io.cemfleet.tunnel.policy;

import io.cemfleet.a2a.contract.Approval;
import org.jspecify.annotations.Nullable;

/**
 * The authority of a write: the plan revision and the approval on which it rests.
 *
 * @param planRevision of the incident's plan; absent: the agent's own upkeep, which belongs to no plan
 * @param approval absent: automatic
 */
public record WriteMandate(@Nullable Long planRevision, @Nullable Approval approval) {

    /** The agent's own upkeep. */
    public static final WriteMandate UPKEEP = new WriteMandate(null, null);
}

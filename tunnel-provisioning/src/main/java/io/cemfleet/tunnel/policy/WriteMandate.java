package io.cemfleet.tunnel.policy;

import io.cemfleet.a2a.contract.Approval;
import org.jspecify.annotations.Nullable;

/**
 * On whose word a write is made.
 *
 * @param planRevision of the incident's plan; absent: the agent's own upkeep, which no plan asks for
 * @param approval absent: automatic
 */
public record WriteMandate(@Nullable Long planRevision, @Nullable Approval approval) {

    /** The agent's own upkeep. */
    public static final WriteMandate UPKEEP = new WriteMandate(null, null);
}

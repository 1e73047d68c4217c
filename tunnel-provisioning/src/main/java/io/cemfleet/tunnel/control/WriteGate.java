package io.cemfleet.tunnel.control;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.AutomationControls;
import io.cemfleet.tunnel.policy.ControlRules;
import io.cemfleet.tunnel.policy.ProposedWrite;
import io.cemfleet.tunnel.policy.WriteVerdict;
import io.cemfleet.tunnel.store.PlanFence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The check that every write passes before it begins: the plan fence and the controls, evaluated in the transaction
 * that reserves the write. The controls' row is locked until that commits, so that requests side by side cannot exceed
 * a cap together.
 */
@Component
public class WriteGate {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ControlStore controls;
    private final CapUsageReader holdings;
    private final PlanFence fence;
    private final WriteVerdictStore verdicts;
    private final TransactionTemplate transactions;
    private final Clock clock;

    WriteGate(
            ControlStore controls,
            CapUsageReader holdings,
            PlanFence fence,
            WriteVerdictStore verdicts,
            TransactionTemplate transactions,
            Clock clock) {
        this.controls = controls;
        this.holdings = holdings;
        this.fence = fence;
        this.verdicts = verdicts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Evaluates a write and stores the verdict, in the caller's transaction or in one of its own.
     *
     * @param taskId of the task that writes; a repeat of the same task counts once
     */
    public WriteVerdict admit(ProposedWrite write, UUID taskId) {
        return Objects.requireNonNull(transactions.execute(status -> {
            AutomationControls now = controls.lock();
            WriteVerdict verdict = fenced(write) ? judge(now, write, taskId) : stale(write);
            verdicts.keep(write, taskId, verdict);
            return verdict;
        }));
    }

    /** The verdict that the controls would give now; nothing is stored. */
    public WriteVerdict preview(ProposedWrite write, UUID taskId) {
        return judge(controls.read(), write, taskId);
    }

    private WriteVerdict judge(AutomationControls now, ProposedWrite write, UUID taskId) {
        Instant time = clock.instant();
        return ControlRules.judge(now, write, () -> holdings.beside(write, taskId, now.caps(), time.minus(HOUR)), time);
    }

    private boolean fenced(ProposedWrite write) {
        Long revision = write.mandate().planRevision();
        return revision == null || fence.admit(write.tunnel().protection().incidentId(), revision);
    }

    private static WriteVerdict stale(ProposedWrite write) {
        return new WriteVerdict.Refused(
                TunnelFailureCode.STALE_PLAN,
                "a newer plan of %s than %d was seen"
                        .formatted(
                                write.tunnel().protection().incidentId(),
                                write.mandate().planRevision()));
    }
}

package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.restoration.sla.SteeringCheck;
import io.cemfleet.restoration.sla.SteeringVerdict;
import io.cemfleet.restoration.store.SteeringCheckStore;
import io.cemfleet.restoration.watch.WatchState;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers steering checks and reports the verdicts in the same transaction, each check once. */
@Service
class SteeringVerdictRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(SteeringVerdictRecorder.class);

    private final SteeringCheckStore store;
    private final SteeringCheckTiming timing;
    private final TransactionTemplate transactions;
    private final Outbox outbox;

    record JudgedCheck(SteeringCheck check, SteeringVerdict outcome) {}

    SteeringVerdictRecorder(
            SteeringCheckStore store, SteeringCheckTiming timing, TransactionTemplate transactions, Outbox outbox) {
        this.store = store;
        this.timing = timing;
        this.transactions = transactions;
        this.outbox = outbox;
    }

    void record(WatchState watch, List<JudgedCheck> judged) {
        transactions.executeWithoutResult(status -> {
            List<JudgedCheck> answered = judged.stream()
                    .filter(one -> store.answer(one.check(), one.outcome().verdict()))
                    .toList();
            if (!answered.isEmpty()) {
                report(watch, answered);
            }
        });
    }

    private void report(WatchState watch, List<JudgedCheck> answered) {
        LOG.info("{}: {}", watch.incidentId(), RestorationEvent.SLA_AFTER_STEERING.wire());
        RestorationDetails details = new RestorationDetails.AfterSteering(
                answered.stream().map(one -> one.outcome().reported()).toList(), null);
        RestorationUpdate.Request update = new RestorationUpdate.Request(
                watch.incidentId(),
                answered.stream().map(one -> one.check().tunnelId()).toList(),
                RestorationEvent.SLA_AFTER_STEERING,
                details.members(),
                timing.now(),
                watch.planRevision());
        outbox.send(RestorationUpdate.TYPE, watch.incidentId(), update);
    }
}

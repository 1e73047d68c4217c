package io.cemfleet.orchestrator.engine;

import io.cemfleet.orchestrator.flow.IncidentWorkUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Delivers facts from one incident to another, and holds no lock but the receiver's. */
@Component
class CrossIncidentDelivery {
    private final FactIntake intake;
    private final TransactionTemplate transactions;

    CrossIncidentDelivery(FactIntake intake, TransactionTemplate transactions) {
        this.intake = intake;
        this.transactions = transactions;
    }

    void deliver(IncidentWorkUnit.CrossIncidentFact ask) {
        transactions.executeWithoutResult(status -> intake.append(ask.incidentId(), ask.fact()));
    }
}

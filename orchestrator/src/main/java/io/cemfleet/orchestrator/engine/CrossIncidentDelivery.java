package io.cemfleet.orchestrator.engine;

import io.cemfleet.orchestrator.flow.IncidentWorkUnit;
import org.springframework.stereotype.Component;

/** Delivers facts from one incident to another, and holds no lock but the receiver's. */
@Component
class CrossIncidentDelivery {
    private final FactIntake intake;
    private final IncidentTransactions transactions;

    CrossIncidentDelivery(FactIntake intake, IncidentTransactions transactions) {
        this.intake = intake;
        this.transactions = transactions;
    }

    void deliver(IncidentWorkUnit.CrossIncidentFact ask) {
        transactions.run(ask.incidentId(), () -> intake.append(ask.incidentId(), ask.fact()));
    }
}

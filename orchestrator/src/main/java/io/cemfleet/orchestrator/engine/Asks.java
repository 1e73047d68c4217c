package io.cemfleet.orchestrator.engine;

import io.cemfleet.orchestrator.flow.Scene;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells one incident what another one needs, holding no lock but its own. */
@Component
class Asks {
    private final Intake intake;
    private final TransactionTemplate transactions;

    Asks(Intake intake, TransactionTemplate transactions) {
        this.intake = intake;
        this.transactions = transactions;
    }

    void deliver(Scene.Ask ask) {
        transactions.executeWithoutResult(status -> intake.append(ask.incidentId(), ask.fact()));
    }
}

package io.cemfleet.correlator.incident;

import io.cemfleet.correlator.alert.AlertRef;
import io.cemfleet.correlator.alert.Decision;
import io.cemfleet.correlator.ledger.AlertLedger;
import io.cemfleet.correlator.ledger.LinkStatuses;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives incidents their numbers, once, and tells the others, in the same transaction. A decision seen before is nothing. */
@Component
class Numbering {
    private static final Logger LOG = LoggerFactory.getLogger(Numbering.class);

    private final IncidentStore incidents;
    private final Messages messages;
    private final DampeningTimer timer;
    private final AlertLedger ledger;
    private final LinkStatuses links;
    private final TransactionTemplate transactions;
    private final MeterRegistry meters;

    Numbering(
            IncidentStore incidents,
            Messages messages,
            DampeningTimer timer,
            AlertLedger ledger,
            LinkStatuses links,
            TransactionTemplate transactions,
            MeterRegistry meters) {
        this.incidents = incidents;
        this.messages = messages;
        this.timer = timer;
        this.ledger = ledger;
        this.links = links;
        this.transactions = transactions;
        this.meters = meters;
    }

    /** @throws IllegalArgumentException when it updates an incident that was never opened */
    void apply(Decision decision) {
        transactions.executeWithoutResult(status -> {
            Optional<IncidentStore.Stored> known = incidents.byKey(decision.incidentKey());
            if (known.isPresent()) {
                update(known.get(), decision);
            } else if (decision.decision() == Decision.Type.OPENED) {
                open(decision);
            } else {
                throw new IllegalArgumentException(decision.incidentKey() + " was never opened");
            }
        });
    }

    private void open(Decision decision) {
        String incidentId = incidents.nextId();
        if (!incidents.insert(incidentId, decision)) {
            throw new IllegalStateException("another instance numbers " + decision.incidentKey());
        }
        messages.opened(incidentId, decision);
        follow(decision);
        meters.counter("incidents.opened", "source", decision.source().wire()).increment();
        LOG.info("{} opened: {}", incidentId, Summary.of(decision));
    }

    private void update(IncidentStore.Stored known, Decision decision) {
        if (decision.sequence() <= known.sequence()) {
            return;
        }
        incidents.update(decision);
        messages.updated(known.incidentId(), decision);
        follow(decision);
        LOG.info("{} {}: {}", known.incidentId(), decision.decision().wire(), Summary.of(decision));
    }

    private void follow(Decision decision) {
        ledger.attach(
                decision.alerts().stream().map(AlertRef::alertId).toList(),
                decision.incidentKey(),
                decision.correlationRule());
        if (decision.dampenUntil() != null) {
            decision.changedLinks().forEach(link -> timer.set(decision.domain(), link, decision.dampenUntil()));
            links.held(decision);
        }
    }
}

package io.cemfleet.correlator.incident;

import io.cemfleet.correlator.alert.AlertRef;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.ledger.AlertLedger;
import io.cemfleet.correlator.ledger.LinkStatusStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Numbers each incident once and informs the other agents, in the same transaction. A repeated decision has no effect.
 */
@Component
class IncidentNumbering {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentNumbering.class);

    private final IncidentStore incidents;
    private final IncidentMessages messages;
    private final DampeningTimer timer;
    private final AlertLedger ledger;
    private final LinkStatusStore links;
    private final TransactionTemplate transactions;
    private final MeterRegistry meters;

    IncidentNumbering(
            IncidentStore incidents,
            IncidentMessages messages,
            DampeningTimer timer,
            AlertLedger ledger,
            LinkStatusStore links,
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
    void apply(IncidentDecision decision) {
        transactions.executeWithoutResult(status -> {
            Optional<IncidentStore.IncidentRow> known = incidents.byKey(decision.incidentKey());
            if (known.isPresent()) {
                update(known.get(), decision);
            } else if (decision.decision() == IncidentDecision.DecisionType.OPENED) {
                open(decision);
            } else {
                throw new IllegalArgumentException(decision.incidentKey() + " was never opened");
            }
        });
    }

    private void open(IncidentDecision decision) {
        String incidentId = incidents.nextId();
        if (!incidents.insert(incidentId, decision)) {
            throw new IllegalStateException("another instance numbers " + decision.incidentKey());
        }
        messages.opened(incidentId, decision);
        follow(decision);
        meters.counter("incidents.opened", "source", decision.source().wire()).increment();
        LOG.info("{} opened: {}", incidentId, IncidentSummary.of(decision));
    }

    private void update(IncidentStore.IncidentRow known, IncidentDecision decision) {
        if (decision.sequence() <= known.sequence()) {
            return;
        }
        incidents.update(decision);
        messages.updated(known.incidentId(), decision);
        follow(decision);
        LOG.info("{} {}: {}", known.incidentId(), decision.decision().wire(), IncidentSummary.of(decision));
    }

    private void follow(IncidentDecision decision) {
        ledger.attach(
                decision.correlated().newest().stream().map(AlertRef::alertId).toList(),
                decision.incidentKey(),
                decision.finding().correlationRule());
        if (decision.flapping().dampenUntil() != null) {
            decision.links()
                    .changed()
                    .forEach(link -> timer.set(
                            decision.domain(), link, decision.flapping().dampenUntil()));
            links.held(decision);
        }
    }
}

package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.alert.IncidentDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Removes the state of a closed incident that would hide the next one. */
final class ClosedIncidentCleanup {
    private final AlarmPairing pairing;
    private final FlapDetector links;
    private final OwnCongestionEpisodes own;
    private final DomainIncidents incidents;

    ClosedIncidentCleanup(
            AlarmPairing pairing, FlapDetector links, OwnCongestionEpisodes own, DomainIncidents incidents) {
        this.pairing = pairing;
        this.links = links;
        this.own = own;
        this.incidents = incidents;
    }

    List<IncidentDecision> close(AlertRecord record) {
        AlertRecord.ClosureControl control = record.control();
        if (control == null) {
            return List.of();
        }
        Set<String> concerned = new TreeSet<>(control.links());
        Optional<OpenIncident> closed = incidents.byKey(control.incidentKey());
        closed.ifPresent(incident -> {
            concerned.addAll(incident.linkIds());
            incidents.close(incident);
        });
        concerned.stream()
                .filter(link -> incidents.ofLink(link).isEmpty())
                .forEach(link -> leave(record, link, control));
        List<IncidentDecision> reopened = control.reopen() ? reopen(record, control.links(), closed) : List.of();
        return reopened;
    }

    private void leave(AlertRecord record, String linkId, AlertRecord.ClosureControl control) {
        LinkState link = links.find(record.domain(), linkId);
        if (link == null) {
            return;
        }
        String proactive = AlertSourceId.PROACTIVE.wire() + '|';
        for (String identity : List.copyOf(link.alarms().keySet())) {
            if (identity.startsWith(proactive)) {
                pairing.end(record.domain(), identity, record.receivedAt());
                links.drop(record.domain(), linkId, identity);
                own.drop(record.domain(), linkId, identity);
            }
        }
        pairing.forget(record.domain(), link.alarms().keySet());
        if (control.stable()) {
            links.stable(record.domain(), linkId);
        }
        if (control.noImpact()) {
            links.harmless(record.domain(), linkId);
        }
    }

    private List<IncidentDecision> reopen(AlertRecord record, List<String> linkIds, Optional<OpenIncident> closed) {
        List<IncidentDecision> decisions = new ArrayList<>();
        for (String linkId : linkIds) {
            LinkState link = links.find(record.domain(), linkId);
            if (link == null || !link.isDegraded() || incidents.ofLink(linkId).isPresent()) {
                continue;
            }
            AlertRecord cause =
                    record.toBuilder().link(linkId).severity(link.worst()).build();
            var match = incidents.match(linkId, link.place(), record.receivedAt());
            OpenIncident incident = match.map(DomainIncidents.IncidentMatch::incident)
                    .orElseGet(() -> incidents.open(cause, link.source(record.source()), linkId));
            match.ifPresent(m -> incident.rule(m.rule()));
            incident.rootCause(linkId);
            incident.link(linkId, true, record.receivedAt(), link.place());
            closed.ifPresent(before -> incident.inherit(before, linkId));
            incident.worsen(link.worst());
            decisions.add(incident.decide(
                    IncidentDecision.DecisionType.GROWN,
                    cause,
                    List.of(linkId),
                    links.held(link, record.receivedAt())));
            incidents.save();
        }
        return decisions;
    }
}

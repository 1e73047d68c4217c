package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The open incidents of one domain while a record is handled, and which of them a link belongs to. */
final class DomainIncidents {
    private final StateTable<DomainState> table;
    private final CorrelationRules rules;
    private final String domain;
    private final List<OpenIncident> open;

    DomainIncidents(StateTable<DomainState> table, CorrelationRules rules, String domain) {
        this.table = table;
        this.rules = rules;
        this.domain = domain;
        DomainState known = table.get(domain);
        this.open = known == null ? new ArrayList<>() : new ArrayList<>(known.incidents());
    }

    /** @param rule why the link belongs to the incident */
    record IncidentMatch(OpenIncident incident, String rule) {}

    Optional<OpenIncident> byKey(@Nullable String key) {
        return open.stream().filter(i -> i.key().equals(key)).findFirst();
    }

    Optional<OpenIncident> ofLink(String linkId) {
        return open.stream().filter(i -> i.hasLink(linkId)).findFirst();
    }

    /** Where the link is degraded, or may be. */
    Optional<OpenIncident> concerning(String linkId) {
        return open.reversed().stream().filter(i -> i.concerns(linkId)).findFirst();
    }

    Optional<OpenIncident> ofCandidates(String identity) {
        return open.stream().filter(i -> i.hasAmbiguous(identity)).findFirst();
    }

    /** The incident that a link's change belongs to, by the first rule that fits; newest incidents first. */
    Optional<IncidentMatch> match(String linkId, LinkNeighbourhood place, Instant at) {
        return concerning(linkId)
                .map(i -> new IncidentMatch(i, "same_link"))
                .or(() -> first("shared_node", near(place, at, rules.sharedNode(), LinkNeighbourhood::sharesNode)))
                .or(() -> first("shared_srlg", near(place, at, rules.sharedSrlg(), LinkNeighbourhood::sharesSrlg)))
                .or(() -> first("policy_path", near(place, at, rules.policyPath(), LinkNeighbourhood::sharesPolicy)));
    }

    private Optional<IncidentMatch> first(String rule, Predicate<OpenIncident> fits) {
        return open.reversed().stream().filter(fits).findFirst().map(i -> new IncidentMatch(i, rule));
    }

    private static Predicate<OpenIncident> near(
            LinkNeighbourhood place,
            Instant at,
            Duration window,
            BiPredicate<LinkNeighbourhood, LinkNeighbourhood> shares) {
        return incident -> incident.parts().stream()
                .filter(part -> Duration.between(part.changedAt(), at).compareTo(window) <= 0)
                .anyMatch(part -> shares.test(part.place(), place));
    }

    OpenIncident open(AlertRecord alert, AlertSourceId source, String about) {
        OpenIncident fresh = new OpenIncident(domain + '/' + about + '/' + alert.alertId(), source, alert.severity());
        open.add(fresh);
        return fresh;
    }

    void close(OpenIncident incident) {
        open.remove(incident);
    }

    void save() {
        table.put(domain, new DomainState(List.copyOf(open)));
    }
}

package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules over a plain list of all open incidents of a domain, oldest first: what the index must agree with. */
final class ListedIncidents implements DomainIncidents {
    private final List<OpenIncident> open;
    private final CorrelationRules rules;
    private final String domain;

    ListedIncidents(List<OpenIncident> open, CorrelationRules rules, String domain) {
        this.open = open;
        this.rules = rules;
        this.domain = domain;
    }

    @Override
    public Optional<OpenIncident> byKey(@Nullable String key) {
        return open.stream().filter(i -> i.key().equals(key)).findFirst();
    }

    @Override
    public Optional<OpenIncident> ofLink(String linkId) {
        return open.stream().filter(i -> i.hasLink(linkId)).findFirst();
    }

    @Override
    public Optional<OpenIncident> concerning(String linkId) {
        return open.reversed().stream().filter(i -> i.concerns(linkId)).findFirst();
    }

    @Override
    public Optional<OpenIncident> ofCandidates(String identity) {
        return open.stream().filter(i -> i.hasAmbiguous(identity)).findFirst();
    }

    @Override
    public Optional<IncidentMatch> match(String linkId, LinkNeighbourhood place, Instant at) {
        return concerning(linkId)
                .map(i -> new IncidentMatch(i, "same_link"))
                .or(() -> first("shared_node", near(place, at, rules.sharedNode(), LinkNeighbourhood::nodes)))
                .or(() -> first("shared_srlg", near(place, at, rules.sharedSrlg(), LinkNeighbourhood::srlgs)))
                .or(() -> first("policy_path", near(place, at, rules.policyPath(), LinkNeighbourhood::policies)));
    }

    private Optional<IncidentMatch> first(String rule, Predicate<OpenIncident> fits) {
        return open.reversed().stream().filter(fits).findFirst().map(i -> new IncidentMatch(i, rule));
    }

    private static Predicate<OpenIncident> near(
            LinkNeighbourhood place, Instant at, Duration window, Function<LinkNeighbourhood, List<?>> kind) {
        return incident -> incident.parts().links().values().stream()
                .filter(part -> Duration.between(part.changedAt(), at).compareTo(window) <= 0)
                .anyMatch(part -> !Collections.disjoint(kind.apply(part.place()), kind.apply(place)));
    }

    @Override
    public OpenIncident open(AlertRecord alert, AlertSourceId source, String about) {
        var fresh = new OpenIncident(domain + '/' + about + '/' + alert.alertId(), source, alert.severity());
        open.add(fresh);
        return fresh;
    }

    @Override
    public void close(OpenIncident incident) {
        open.remove(incident);
    }

    @Override
    public void save() {}
}

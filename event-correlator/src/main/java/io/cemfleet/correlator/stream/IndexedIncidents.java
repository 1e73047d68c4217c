package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.stream.IncidentIndex.IndexedParts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The open incidents of a domain, an entry each, found by an index: a record reads and writes those that it concerns,
 * however many others are open.
 */
final class IndexedIncidents implements DomainIncidents {
    /** How much later than its link's change a record may be handled whose time is earlier. */
    private static final Duration DISORDER = Duration.ofMinutes(1);

    private final StateTable<OpenIncident> incidents;
    private final StateTable<DomainState> domains;
    private final CorrelationRules rules;
    private final String domain;
    private final IncidentIndex index;
    private final Map<String, OpenIncident> loaded = new HashMap<>();
    private final Map<String, IndexedParts> indexed = new HashMap<>();
    private boolean moved;

    IndexedIncidents(StateTables tables, CorrelationRules rules, String domain) {
        this.incidents = tables.table(StateTables.INCIDENTS, OpenIncident.class);
        this.domains = tables.table(StateTables.DOMAINS, DomainState.class);
        this.rules = rules;
        this.domain = domain;
        this.index = new IncidentIndex(
                tables.table(StateTables.INCIDENT_INDEX, IncidentMentions.class),
                domain,
                rules.longestWindow().plus(DISORDER));
    }

    @Override
    public Optional<OpenIncident> byKey(@Nullable String key) {
        moveFormer();
        return Optional.ofNullable(key).map(this::load);
    }

    @Override
    public Optional<OpenIncident> ofLink(String linkId) {
        return found(IncidentIndex.link(linkId))
                .filter(incident -> incident.hasLink(linkId))
                .findFirst();
    }

    @Override
    public Optional<OpenIncident> concerning(String linkId) {
        return found(IncidentIndex.link(linkId))
                .filter(incident -> incident.concerns(linkId))
                .reduce((older, newer) -> newer);
    }

    @Override
    public Optional<OpenIncident> ofCandidates(String identity) {
        return found(IncidentIndex.alarm(identity))
                .filter(incident -> incident.hasAmbiguous(identity))
                .findFirst();
    }

    private Stream<OpenIncident> found(String key) {
        moveFormer();
        return index.find(key).stream()
                .map(IncidentMention::incident)
                .map(this::load)
                .filter(Objects::nonNull);
    }

    @Override
    public Optional<IncidentMatch> match(String linkId, LinkNeighbourhood place, Instant at) {
        return concerning(linkId)
                .filter(incident -> incident.hasRoomFor(linkId))
                .map(incident -> new IncidentMatch(incident, "same_link"))
                .or(() -> near("shared_node", IncidentIndex::nodes, linkId, place, at, rules.sharedNode()))
                .or(() -> near("shared_srlg", IncidentIndex::srlgs, linkId, place, at, rules.sharedSrlg()))
                .or(() -> near("policy_path", IncidentIndex::policies, linkId, place, at, rules.policyPath()));
    }

    private Optional<IncidentMatch> near(
            String rule,
            Function<LinkNeighbourhood, Stream<String>> keys,
            String linkId,
            LinkNeighbourhood place,
            Instant at,
            Duration window) {
        return keys.apply(place)
                .flatMap(key -> index.find(key).stream())
                .filter(mention -> mention.changedAt() != null
                        && Duration.between(mention.changedAt(), at).compareTo(window) <= 0)
                .sorted(Comparator.comparingLong(IncidentMention::opened).reversed())
                .map(IncidentMention::incident)
                .distinct()
                .map(this::load)
                .filter(incident -> incident != null && incident.hasRoomFor(linkId))
                .findFirst()
                .map(incident -> new IncidentMatch(incident, rule));
    }

    @Override
    public OpenIncident open(AlertRecord alert, AlertSourceId source, String about) {
        moveFormer();
        String key = domain + '/' + about + '/' + alert.alertId();
        OpenIncident known = load(key);
        if (known != null) {
            return known;
        }
        DomainState counted = DomainState.orNew(domains.get(domain)).withOneMore();
        domains.put(domain, counted);
        var fresh = new OpenIncident(key, source, alert.severity());
        fresh.opened(counted.opened());
        keep(fresh, IndexedParts.NONE);
        return fresh;
    }

    @Override
    public void close(OpenIncident incident) {
        index.update(incident, indexed.getOrDefault(incident.key(), IndexedParts.NONE), IndexedParts.NONE);
        incidents.delete(of(incident.key()));
        loaded.remove(incident.key());
        indexed.remove(incident.key());
    }

    @Override
    public void save() {
        loaded.values().stream().filter(OpenIncident::isUnsaved).forEach(incident -> {
            IndexedParts now = incident.parts();
            index.update(incident, Objects.requireNonNull(indexed.put(incident.key(), now)), now);
            incidents.put(of(incident.key()), incident);
            incident.saved();
        });
    }

    /** Earlier versions kept all open incidents of a domain in one value. */
    private void moveFormer() {
        if (moved) {
            return;
        }
        moved = true;
        List<OpenIncident> former = DomainState.orNew(domains.get(domain)).incidents();
        if (former.isEmpty()) {
            return;
        }
        long opened = 0;
        for (OpenIncident incident : former) {
            incident.opened(++opened);
            keep(incident, IndexedParts.NONE);
        }
        domains.put(domain, new DomainState(List.of(), opened));
        save();
    }

    private @Nullable OpenIncident load(String key) {
        OpenIncident here = loaded.get(key);
        if (here != null) {
            return here;
        }
        OpenIncident stored = incidents.get(of(key));
        if (stored != null) {
            keep(stored, stored.parts());
        }
        return stored;
    }

    private void keep(OpenIncident incident, IndexedParts indexedBy) {
        loaded.put(incident.key(), incident);
        indexed.put(incident.key(), indexedBy);
    }

    private String of(String key) {
        return AlarmPairing.key(domain, key);
    }
}

package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.stream.OpenIncident.IncidentLink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the open incidents of a domain: by a link, by an alarm that left candidates, and by what their links have in
 * common with others, as long as those changed within a period.
 */
final class IncidentIndex {
    private final StateTable<IncidentMentions> table;
    private final String domain;
    private final Duration period;

    /** @param period for which a link's change is found by a node, a risk group or a policy */
    IncidentIndex(StateTable<IncidentMentions> table, String domain, Duration period) {
        this.table = table;
        this.domain = domain;
        this.period = period;
    }

    /** What an incident is found by. */
    record IndexedParts(Map<String, IncidentLink> links, Map<String, List<String>> alarms) {
        static final IndexedParts NONE = new IndexedParts(Map.of(), Map.of());

        Set<String> concerned() {
            Set<String> all = new TreeSet<>(links.keySet());
            alarms.values().forEach(all::addAll);
            return all;
        }
    }

    static String link(String linkId) {
        return "link|" + linkId;
    }

    static String alarm(String identity) {
        return "alarm|" + identity;
    }

    static Stream<String> nodes(LinkNeighbourhood place) {
        return place.nodes().stream().map(node -> "node|" + node);
    }

    static Stream<String> srlgs(LinkNeighbourhood place) {
        return place.srlgs().stream().map(group -> "srlg|" + group);
    }

    static Stream<String> policies(LinkNeighbourhood place) {
        return place.policies().stream().map(policy -> "policy|" + policy);
    }

    /** Oldest incident first. */
    List<IncidentMention> find(String key) {
        return mentions(key).mentions();
    }

    /** Brings the index from what an incident was found by to what it is found by now. */
    void update(OpenIncident incident, IndexedParts before, IndexedParts now) {
        var plain = new IncidentMention(incident.key(), incident.opened(), null, null);
        replace(plain, before.concerned(), now.concerned(), "link|");
        replace(plain, before.alarms().keySet(), now.alarms().keySet(), "alarm|");
        now.links()
                .forEach((linkId, part) -> changed(plain, linkId, before.links().get(linkId), part));
        before.links().forEach((linkId, part) -> {
            if (!now.links().containsKey(linkId)) {
                keys(part).forEach(key -> remove(key, incident.key(), linkId));
            }
        });
    }

    private void replace(IncidentMention mention, Set<String> before, Set<String> now, String kind) {
        now.stream().filter(name -> !before.contains(name)).forEach(name -> add(kind + name, mention));
        before.stream()
                .filter(name -> !now.contains(name))
                .forEach(name -> remove(kind + name, mention.incident(), null));
    }

    private void changed(IncidentMention plain, String linkId, @Nullable IncidentLink before, IncidentLink now) {
        if (before != null
                && before.changedAt().equals(now.changedAt())
                && before.place().equals(now.place())) {
            return;
        }
        Set<String> keys = keys(now);
        if (before != null) {
            keys(before).stream()
                    .filter(key -> !keys.contains(key))
                    .forEach(key -> remove(key, plain.incident(), linkId));
        }
        var mention = new IncidentMention(plain.incident(), plain.opened(), linkId, now.changedAt());
        keys.forEach(key -> add(key, mention));
    }

    private static Set<String> keys(IncidentLink part) {
        LinkNeighbourhood place = part.place();
        Set<String> keys = new TreeSet<>();
        nodes(place).forEach(keys::add);
        srlgs(place).forEach(keys::add);
        policies(place).forEach(keys::add);
        return keys;
    }

    private void add(String key, IncidentMention mention) {
        table.put(of(key), mentions(key).with(mention, period));
    }

    private void remove(String key, String incident, @Nullable String linkId) {
        IncidentMentions left = mentions(key).without(incident, linkId);
        if (left.mentions().isEmpty()) {
            table.delete(of(key));
        } else {
            table.put(of(key), left);
        }
    }

    private IncidentMentions mentions(String key) {
        IncidentMentions known = table.get(of(key));
        return known == null ? IncidentMentions.NONE : known;
    }

    private String of(String key) {
        return AlarmPairing.key(domain, key);
    }
}

package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.OwnTunnelLoad;
import io.cemfleet.correlator.alert.VerdictRecord.OwnCongestionNotice;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Tracks the episodes in which the fleet's own tunnels fill a link; an episode takes the place of an incident. It is
 * reported when it begins, when its tunnels change, and when its last alarm is over.
 */
final class OwnCongestionEpisodes {
    private final StateTable<OwnCongestedLink> links;

    OwnCongestionEpisodes(StateTable<OwnCongestedLink> links) {
        this.links = links;
    }

    /** @return the report; empty if it was sent before */
    Optional<OwnCongestionNotice> raised(AlertRecord alert, String linkId) {
        OwnTunnelLoad load = Objects.requireNonNull(alert.ownLoad());
        return settle(alert, linkId, of(alert.domain(), linkId).with(alert.identity(), load));
    }

    /** Whether the alarm is part of the link's episode. */
    boolean has(AlertRecord alert, String linkId) {
        return of(alert.domain(), linkId).alarms().containsKey(alert.identity());
    }

    /** The alarm is over, or no longer the fleet's. */
    Optional<OwnCongestionNotice> ended(AlertRecord alert, String linkId) {
        return settle(alert, linkId, of(alert.domain(), linkId).without(alert.identity()));
    }

    /** The alarm ends with its incident, without a report: a later alarm is news. */
    void drop(String domain, String linkId, String identity) {
        OwnCongestedLink link = of(domain, linkId);
        if (link.alarms().containsKey(identity)) {
            OwnCongestedLink left = link.without(identity);
            keep(domain, linkId, left.withReported(left.tunnels()));
        }
    }

    private Optional<OwnCongestionNotice> settle(AlertRecord alert, String linkId, OwnCongestedLink link) {
        List<String> tunnels = link.tunnels();
        keep(alert.domain(), linkId, link.withReported(tunnels));
        if (tunnels.equals(link.reported())) {
            return Optional.empty();
        }
        boolean over = tunnels.isEmpty();
        return Optional.of(new OwnCongestionNotice(
                linkId, over ? link.reported() : tunnels, link.utilisation(), over, alert.receivedAt()));
    }

    private void keep(String domain, String linkId, OwnCongestedLink link) {
        String key = AlarmPairing.key(domain, linkId);
        if (link.alarms().isEmpty()) {
            links.delete(key);
        } else {
            links.put(key, link);
        }
    }

    private OwnCongestedLink of(String domain, String linkId) {
        OwnCongestedLink known = links.get(AlarmPairing.key(domain, linkId));
        return known == null ? OwnCongestedLink.NONE : known;
    }
}

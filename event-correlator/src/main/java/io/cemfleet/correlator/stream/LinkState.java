package io.cemfleet.correlator.stream;

import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlertSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A link: degraded while any alarm on it is active.
 *
 * @param alarms the active ones, by identity
 * @param transitions between degraded and clear, in the flap window
 * @param level how often the dampening has doubled
 * @param penaltyMillis how long it was held back last
 * @param dampenUntil set while it is held back
 * @param quietSince when it was last released
 */
record LinkState(
        String linkId,
        Map<String, Severity> alarms,
        List<Instant> transitions,
        int level,
        long penaltyMillis,
        @Nullable Instant dampenUntil,
        @Nullable Instant quietSince,
        Place place) {

    static LinkState fresh(String linkId, Place place) {
        return new LinkState(linkId, Map.of(), List.of(), 0, 0, null, null, place);
    }

    boolean isDegraded() {
        return !alarms.isEmpty();
    }

    boolean isDampened() {
        return dampenUntil != null;
    }

    /** The worst of its alarms; low when there is none. */
    Severity worst() {
        return alarms.values().stream().reduce(Severity.LOW, Severity::or);
    }

    /** Who raised the oldest of its active alarms. */
    AlertSource source(AlertSource otherwise) {
        return alarms.keySet().stream()
                .findFirst()
                .flatMap(identity -> AlertSource.of(identity.substring(0, identity.indexOf('|'))))
                .orElse(otherwise);
    }

    LinkState with(String identity, Severity severity, Place at) {
        Map<String, Severity> now = new LinkedHashMap<>(alarms);
        now.put(identity, severity);
        return new LinkState(linkId, now, transitions, level, penaltyMillis, dampenUntil, quietSince, at);
    }

    LinkState without(String identity) {
        Map<String, Severity> now = new LinkedHashMap<>(alarms);
        now.remove(identity);
        return new LinkState(linkId, now, transitions, level, penaltyMillis, dampenUntil, quietSince, place);
    }

    LinkState changed(List<Instant> newTransitions) {
        return new LinkState(linkId, alarms, newTransitions, level, penaltyMillis, dampenUntil, quietSince, place);
    }

    LinkState held(int newLevel, long penalty, Instant until) {
        return new LinkState(linkId, alarms, transitions, newLevel, penalty, until, quietSince, place);
    }

    LinkState released(Instant at) {
        return new LinkState(linkId, alarms, List.of(), level, penaltyMillis, null, at, place);
    }
}

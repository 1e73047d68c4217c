package io.cemfleet.notification.matrix;

import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Selects channels: the row is the higher of the incident's peak severity and its highest affected tier. */
public final class NotificationMatrix {
    private final Map<Severity, Set<NotificationChannel>> rows = new EnumMap<>(Severity.class);
    private final Map<SlaTier, Severity> tiers;
    private final Map<NotificationEvent, Set<NotificationChannel>> events = new EnumMap<>(NotificationEvent.class);

    /**
     * @param rows the names of each severity's channels
     * @param tiers the row of each tier
     * @param events the names of the only channels of an event; all of its row for an absent event
     * @param known the channels that exist
     * @throws IllegalArgumentException for a severity or tier that is missing, or a channel that does not exist
     */
    public NotificationMatrix(
            Map<Severity, Set<String>> rows,
            Map<SlaTier, Severity> tiers,
            Map<NotificationEvent, Set<String>> events,
            Set<NotificationChannel> known) {
        for (Severity severity : Severity.values()) {
            Set<String> names = rows.get(severity);
            if (names == null) {
                throw new IllegalArgumentException("the notification matrix has no row " + severity.wire());
            }
            this.rows.put(severity, channels(names, known));
        }
        for (SlaTier tier : SlaTier.values()) {
            if (!tiers.containsKey(tier.effective())) {
                throw new IllegalArgumentException("the notification matrix has no tier "
                        + tier.effective().wire());
            }
        }
        events.forEach((event, names) -> this.events.put(event, channels(names, known)));
        this.tiers = Map.copyOf(tiers);
    }

    /** The channels that get this notification. */
    public Set<NotificationChannel> channels(NotificationEvent event, Severity severity, SlaTier tier) {
        Severity ofTier = Objects.requireNonNull(tiers.get(tier.effective()));
        Set<NotificationChannel> row = Objects.requireNonNull(rows.get(severity.or(ofTier)));
        Set<NotificationChannel> selected = new LinkedHashSet<>(row);
        selected.retainAll(events.getOrDefault(event, row));
        return selected;
    }

    private static Set<NotificationChannel> channels(Set<String> names, Set<NotificationChannel> known) {
        Set<NotificationChannel> channels = new LinkedHashSet<>();
        for (String name : names) {
            NotificationChannel channel = new NotificationChannel(name);
            if (!known.contains(channel)) {
                throw new IllegalArgumentException(
                        "the notification matrix names a channel that does not exist: " + name);
            }
            channels.add(channel);
        }
        return channels;
    }
}

package io.cemfleet.correlator.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the index has under one key: at most {@link #MOST} mentions, by incident, the oldest first. */
record IncidentMentions(List<IncidentMention> mentions) {
    static final int MOST = 64;
    static final IncidentMentions NONE = new IncidentMentions(List.of());

    private static final Comparator<IncidentMention> BY_CHANGE =
            Comparator.comparing(IncidentMention::changedAt, Comparator.nullsFirst(Comparator.naturalOrder()));

    /**
     * With a mention, in place of an earlier one of the same incident and link. A mention of a change that was longer
     * ago than the period is dropped, and so is the one of the earliest change, or the oldest, beyond the limit.
     */
    IncidentMentions with(IncidentMention fresh, Duration period) {
        List<IncidentMention> now = new ArrayList<>(without(fresh.incident(), fresh.link()).mentions);
        Instant at = fresh.changedAt();
        if (at != null) {
            now.removeIf(known ->
                    known.changedAt() != null && known.changedAt().plus(period).isBefore(at));
        }
        int place = now.size();
        while (place > 0 && now.get(place - 1).opened() > fresh.opened()) {
            place--;
        }
        now.add(place, fresh);
        if (now.size() > MOST) {
            now.remove(now.stream().min(BY_CHANGE).orElseThrow());
        }
        return new IncidentMentions(now);
    }

    IncidentMentions without(String incident, @Nullable String link) {
        return new IncidentMentions(mentions.stream()
                .filter(known -> !known.incident().equals(incident) || !Objects.equals(known.link(), link))
                .toList());
    }
}

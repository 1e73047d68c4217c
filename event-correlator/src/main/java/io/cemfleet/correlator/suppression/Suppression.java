package io.cemfleet.correlator.suppression;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A silence or a maintenance window.
 *
 * @param links whose alerts are held back
 * @param nodes whose links' alerts are held back
 * @param endedBy who ended it before its time
 */
record Suppression(
        UUID id,
        SuppressionKind kind,
        List<String> links,
        List<String> nodes,
        String reason,
        String author,
        Instant startsAt,
        Instant endsAt,
        Instant createdAt,
        @Nullable String endedBy,
        @Nullable Instant endedAt) {

    enum SuppressionKind {
        SILENCE,
        MAINTENANCE;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean holdsAt(Instant now) {
        return !now.isBefore(startsAt) && now.isBefore(endsAt) && endedAt == null;
    }
}

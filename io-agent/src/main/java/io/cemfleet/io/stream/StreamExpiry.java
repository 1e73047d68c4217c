package io.cemfleet.io.stream;

import io.cemfleet.io.session.LoginValidity;
import io.cemfleet.io.session.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Ends the streams of logins that have ended, with one database query for all of them. */
@Component
class StreamExpiry {
    /** How long sessions may go unchecked while the database is unavailable, before their streams end too. */
    private static final Duration UNCHECKED = Duration.ofSeconds(30);

    private final StreamSlots places;
    private final SessionStore sessions;
    private final LoginValidity rules;
    private final Clock clock;
    private Instant checked;

    StreamExpiry(StreamSlots places, SessionStore sessions, LoginValidity rules, Clock clock) {
        this.places = places;
        this.sessions = sessions;
        this.rules = rules;
        this.clock = clock;
        this.checked = clock.instant();
    }

    @Scheduled(fixedDelay = 1000)
    void look() {
        List<StreamSlots.StreamSlot> open = places.open();
        Set<String> living = living(open);
        for (StreamSlots.StreamSlot place : open) {
            StreamOwner listener = place.listener();
            boolean loginHolds = listener.login() == null || rules.holds(listener.login());
            boolean sessionLives = listener.sessionId() == null || living.contains(listener.sessionId());
            if (!loginHolds || !sessionLives) {
                place.end();
            }
        }
    }

    private Set<String> living(List<StreamSlots.StreamSlot> open) {
        Set<String> asked = open.stream()
                .map(place -> place.listener().sessionId())
                .filter(Objects::nonNull)
                .collect(java.util.stream.Collectors.toSet());
        try {
            Set<String> living = asked.isEmpty() ? asked : sessions.living(asked);
            checked = clock.instant();
            return living;
        } catch (DataAccessException | TransactionException away) {
            return checked.plus(UNCHECKED).isAfter(clock.instant()) ? asked : Set.of();
        }
    }
}

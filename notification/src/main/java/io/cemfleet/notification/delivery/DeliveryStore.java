package io.cemfleet.notification.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.notification.message.IncidentNotice;
import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code delivery}. An outcome is pending, sent, skipped or failed. A pending row that has {@code joined}
 * another is sent with it.
 */
@Repository
class DeliveryStore {
    private final JdbcClient jdbc;
    private final ObjectMapper mapper;
    private final Clock clock;

    DeliveryStore(JdbcClient jdbc, ObjectMapper mapper, Clock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Waits until no other transaction decides about this channel. */
    void lock(NotificationChannel channel) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('notification ' || :channel, 0))")
                .param("channel", channel.wire())
                .query((row, number) -> true)
                .single();
    }

    /**
     * Stores the intent, once.
     *
     * @return false when it was there already
     */
    boolean intend(
            UUID id, NotificationChannel channel, IncidentNotice notice, String outcome, @Nullable String reason) {
        return jdbc.sql(
                                """
                        insert into delivery (notification_id, channel, incident_id, event, notice, outcome, reason,
                                              created_at, settled_at)
                        values (:id, :channel, :incident, :event, :notice::jsonb, :outcome, :reason, :now,
                                case when :outcome = 'pending' then null else cast(:now as timestamptz) end)
                        on conflict do nothing""")
                        .param("id", id)
                        .param("channel", channel.wire())
                        .param("incident", notice.incidentId())
                        .param("event", notice.event().wire())
                        .param("notice", json(notice))
                        .param("outcome", outcome)
                        .param("reason", reason)
                        .param("now", SqlTime.utc(now()))
                        .update()
                == 1;
    }

    /** A pending delivery that is sent by itself. */
    Optional<PendingDelivery> pending(UUID id, NotificationChannel channel) {
        return jdbc.sql(
                        """
                        select * from delivery
                        where notification_id = :id and channel = :channel and outcome = 'pending' and joined is null""")
                .param("id", id)
                .param("channel", channel.wire())
                .query((row, number) -> delivery(row))
                .optional();
    }

    /** The oldest pending delivery of an incident on a channel that is sent by itself, except one. */
    Optional<PendingDelivery> underWay(UUID butFor, NotificationChannel channel, String incidentId) {
        return jdbc.sql(
                        """
                        select * from delivery
                        where channel = :channel and incident_id = :incident and outcome = 'pending'
                          and joined is null and notification_id <> :id
                        order by position limit 1""")
                .param("channel", channel.wire())
                .param("incident", incidentId)
                .param("id", butFor)
                .query((row, number) -> delivery(row))
                .optional();
    }

    /** When an event of an incident was last sent on a channel, within a period. */
    Optional<Instant> lastSent(NotificationChannel channel, IncidentNotice notice, Instant since) {
        return jdbc.sql(
                        """
                        select max(settled_at) from delivery
                        where channel = :channel and incident_id = :incident and event = :event and outcome = 'sent'
                          and settled_at > :since""")
                .param("channel", channel.wire())
                .param("incident", notice.incidentId())
                .param("event", notice.event().wire())
                .param("since", SqlTime.utc(since))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** The deliveries of one message: a delivery and those that joined it, in the order of their events. */
    List<PendingDelivery> together(PendingDelivery main) {
        return jdbc.sql(
                        """
                        select * from delivery
                        where channel = :channel and outcome = 'pending'
                          and (notification_id = :id or joined = :id)
                        order by position""")
                .param("channel", main.channel().wire())
                .param("id", main.notificationId())
                .query((row, number) -> delivery(row))
                .list();
    }

    void join(UUID id, NotificationChannel channel, UUID main) {
        jdbc.sql("update delivery set joined = :main where notification_id = :id and channel = :channel")
                .param("main", main)
                .param("id", id)
                .param("channel", channel.wire())
                .update();
    }

    /** Joins all deliveries that the cap holds back on a channel to one of them, with those that joined them. */
    void joinHeld(PendingDelivery main) {
        jdbc.sql(
                        """
                        with held as (
                            select notification_id from delivery
                            where channel = :channel and outcome = 'pending' and hold = 'cap' and joined is null
                              and notification_id <> :main)
                        update delivery set joined = :main, hold = null, due_at = null
                        where channel = :channel and outcome = 'pending'
                          and (notification_id in (select notification_id from held)
                               or joined in (select notification_id from held))""")
                .param("channel", main.channel().wire())
                .param("main", main.notificationId())
                .update();
    }

    /**
     * Lets it wait.
     *
     * @param hold why, null when the channel failed
     */
    void wait(PendingDelivery delivery, Instant until, @Nullable String hold, @Nullable String reason) {
        jdbc.sql(
                        """
                        update delivery set due_at = :until, hold = :hold, reason = :reason, claimed_until = null
                        where notification_id = :id and channel = :channel""")
                .param("until", SqlTime.utc(until))
                .param("hold", hold)
                .param("reason", reason)
                .param("id", delivery.notificationId())
                .param("channel", delivery.channel().wire())
                .update();
    }

    void claim(PendingDelivery delivery, Instant until) {
        jdbc.sql(
                        """
                        update delivery set claimed_until = :until, due_at = null, hold = null, attempts = attempts + 1
                        where notification_id = :id and channel = :channel""")
                .param("until", SqlTime.utc(until))
                .param("id", delivery.notificationId())
                .param("channel", delivery.channel().wire())
                .update();
    }

    /**
     * Ends it.
     *
     * @return false when it was ended meanwhile
     */
    boolean settle(PendingDelivery delivery, String outcome, @Nullable String reason) {
        return jdbc.sql(
                                """
                        update delivery set outcome = :outcome, reason = :reason, settled_at = :now, due_at = null,
                               hold = null, joined = null, claimed_until = null
                        where notification_id = :id and channel = :channel and outcome = 'pending'""")
                        .param("id", delivery.notificationId())
                        .param("channel", delivery.channel().wire())
                        .param("outcome", outcome)
                        .param("reason", reason)
                        .param("now", SqlTime.utc(now()))
                        .update()
                == 1;
    }

    /** The first of those that joined a settled one too late; the others join it, and it is sent by itself. */
    Optional<PendingDelivery> release(PendingDelivery settled) {
        List<PendingDelivery> late = together(settled);
        if (late.isEmpty()) {
            return Optional.empty();
        }
        PendingDelivery first = late.getFirst();
        late.forEach(delivery -> join(delivery.notificationId(), delivery.channel(), first.notificationId()));
        jdbc.sql("update delivery set joined = null where notification_id = :id and channel = :channel")
                .param("id", first.notificationId())
                .param("channel", first.channel().wire())
                .update();
        return Optional.of(first);
    }

    List<SendNotification.Channel> channels(UUID id) {
        return jdbc.sql("select channel, outcome, reason from delivery where notification_id = :id order by channel")
                .param("id", id)
                .query((row, number) -> new SendNotification.Channel(
                        channel(row), DeliveryOutcomes.onTheWire(row.getString("outcome")), row.getString("reason")))
                .list();
    }

    private PendingDelivery delivery(ResultSet row) throws SQLException {
        try {
            return new PendingDelivery(
                    row.getObject("notification_id", UUID.class),
                    channel(row),
                    mapper.readValue(row.getString("notice"), IncidentNotice.class),
                    row.getInt("attempts"),
                    SqlTime.instantOrNull(row, "due_at"),
                    row.getString("hold") != null,
                    SqlTime.instantOrNull(row, "claimed_until"),
                    row.getInt("replays"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored notice cannot be read", e);
        }
    }

    private static NotificationChannel channel(ResultSet row) throws SQLException {
        return new NotificationChannel(row.getString("channel"));
    }

    private String json(IncidentNotice notice) {
        try {
            return mapper.writeValueAsString(notice);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a notice cannot be written", e);
        }
    }
}

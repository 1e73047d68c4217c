package io.cemfleet.notification.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.notification.message.Notice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code delivery}. An outcome is pending, sent, skipped or failed. */
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

    /** Stores what is intended, once; a pending channel of a repeat is as it was. */
    void intend(UUID id, NotificationChannel channel, Notice notice, String outcome, @Nullable String reason) {
        jdbc.sql(
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
                .param("now", now())
                .update();
    }

    Optional<Delivery> pending(UUID id, NotificationChannel channel) {
        return jdbc.sql(
                        """
                        select notification_id, channel, notice, attempts from delivery
                        where notification_id = :id and channel = :channel and outcome = 'pending'""")
                .param("id", id)
                .param("channel", channel.wire())
                .query((row, number) -> delivery(row))
                .optional();
    }

    /** @return false when another try settled it meanwhile */
    boolean settle(Delivery delivery, String outcome, @Nullable String reason) {
        return jdbc.sql(
                                """
                        update delivery set outcome = :outcome, reason = :reason, attempts = attempts + 1,
                               settled_at = case when :outcome = 'pending' then null else cast(:now as timestamptz) end
                        where notification_id = :id and channel = :channel and outcome = 'pending'""")
                        .param("id", delivery.notificationId())
                        .param("channel", delivery.channel().wire())
                        .param("outcome", outcome)
                        .param("reason", reason)
                        .param("now", now())
                        .update()
                == 1;
    }

    List<SendNotification.Channel> channels(UUID id) {
        return jdbc.sql("select channel, outcome, reason from delivery where notification_id = :id order by channel")
                .param("id", id)
                .query((row, number) -> new SendNotification.Channel(
                        NotificationChannel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                        Outcomes.onTheWire(row.getString("outcome")),
                        row.getString("reason")))
                .list();
    }

    List<Map<String, Object>> newest(int limit) {
        return jdbc.sql(
                        """
                        select notification_id, channel, incident_id, event, outcome, reason, attempts, created_at,
                               settled_at
                        from delivery order by created_at desc, channel limit :limit""")
                .param("limit", limit)
                .query()
                .listOfRows();
    }

    private Delivery delivery(ResultSet row) throws SQLException {
        try {
            return new Delivery(
                    row.getObject("notification_id", UUID.class),
                    NotificationChannel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                    mapper.readValue(row.getString("notice"), Notice.class),
                    row.getInt("attempts"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored notice cannot be read", e);
        }
    }

    private String json(Notice notice) {
        try {
            return mapper.writeValueAsString(notice);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a notice cannot be written", e);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

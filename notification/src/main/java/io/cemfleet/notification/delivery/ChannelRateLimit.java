package io.cemfleet.notification.delivery;

import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.notification.NotificationSettings;
import io.cemfleet.runtime.time.SqlTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Limits the messages of a channel within a period, across all instances. */
@Repository
class ChannelRateLimit {
    private final JdbcClient jdbc;
    private final NotificationSettings.Storm storm;

    ChannelRateLimit(JdbcClient jdbc, NotificationSettings settings) {
        this.jdbc = jdbc;
        this.storm = settings.storm();
    }

    /**
     * Reserves a message, under the channel's lock.
     *
     * @return when to try again if the limit is reached; empty when it is
     * reserved
     */
    Optional<Instant> take(NotificationChannel channel, Instant now) {
        Instant since = now.minus(storm.period());
        jdbc.sql("delete from channel_send where channel = :channel and sent_at <= :since")
                .param("channel", channel.wire())
                .param("since", SqlTime.utc(since))
                .update();
        Optional<Instant> full = jdbc.sql(
                        """
                        select sent_at from channel_send where channel = :channel
                        order by sent_at desc offset :places limit 1""")
                .param("channel", channel.wire())
                .param("places", storm.messages() - 1)
                .query(OffsetDateTime.class)
                .optional()
                .map(oldest -> oldest.toInstant().plus(storm.period()));
        if (full.isEmpty()) {
            jdbc.sql("insert into channel_send (channel, sent_at) values (:channel, :now)")
                    .param("channel", channel.wire())
                    .param("now", SqlTime.utc(now))
                    .update();
        }
        return full;
    }
}

package io.cemfleet.notification.delivery;

import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.notification.NotificationSettings;
import io.cemfleet.notification.channel.DeliveryChannel;
import io.cemfleet.notification.matrix.NotificationMatrix;
import io.cemfleet.notification.message.IncidentNotice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The channels that exist, and which of them get a notification. */
@Component
class DeliveryChannels {
    private final Map<String, DeliveryChannel> byName = new TreeMap<>();
    private final NotificationMatrix matrix;

    /** Fails, and so does the start of the agent, if two channels share a name or the matrix does not fit them. */
    DeliveryChannels(List<DeliveryChannel> channels, NotificationSettings settings) {
        for (DeliveryChannel channel : channels) {
            if (byName.put(channel.name().wire(), channel) != null) {
                throw new IllegalArgumentException(
                        "two channels have the name " + channel.name().wire());
            }
        }
        NotificationSettings.Matrix rows = settings.matrix();
        this.matrix = new NotificationMatrix(rows.rows(), rows.tiers(), rows.events(), Set.copyOf(names()));
    }

    /** In the order of their names. */
    List<NotificationChannel> names() {
        return byName.values().stream().map(DeliveryChannel::name).toList();
    }

    /** @throws IllegalStateException when there is none of this name */
    DeliveryChannel get(NotificationChannel name) {
        DeliveryChannel channel = byName.get(name.wire());
        if (channel == null) {
            throw new IllegalStateException("no channel " + name.wire());
        }
        return channel;
    }

    /** Whether the matrix has the channel for this notice. */
    boolean getsNotice(NotificationChannel channel, IncidentNotice notice) {
        return matrix.channels(notice.event(), notice.severity(), notice.slaTier())
                .contains(channel);
    }
}

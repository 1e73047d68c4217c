package io.cemfleet.cnc.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.RequestJson;
import io.cemfleet.cnc.json.RestconfKey;
import io.cemfleet.cnc.json.YangJson;
import io.cemfleet.cnc.reading.BackgroundReader;
import io.cemfleet.cnc.session.CncAnswer;
import io.cemfleet.cnc.session.CncApi;
import io.cemfleet.cnc.session.CncClient;
import io.cemfleet.cnc.session.CncEventSource;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one notification stream open while the application runs. */
public final class NetworkNotifications extends BackgroundReader {

    private static final Logger log = LoggerFactory.getLogger(NetworkNotifications.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CncClient cnc;
    private final CncEventSource events;
    private final NetworkNotificationListener listener;
    private final NotificationSettings settings;
    private boolean offered = true;
    private String last = "";

    public NetworkNotifications(
            CncClient cnc, CncEventSource events, NetworkNotificationListener listener, NotificationSettings settings) {
        super("cnc-notifications", Duration.ZERO);
        this.cnc = cnc;
        this.events = events;
        this.listener = listener;
        this.settings = settings;
    }

    /** Follows one stream to its end. */
    @Override
    protected void readOnce() {
        var request = RequestJson.object(
                "input",
                RequestJson.object()
                        .put("notification-output-type", "JSON")
                        .set("notifications", RequestJson.array(settings.names(), JSON.getNodeFactory()::textNode)));
        switch (cnc.post(CncApi.TOPOLOGY, "/operations/sal-remote:create-notification-stream", request)) {
            case CncResult.Ok<CncAnswer>(var answer) -> follow(answer.body());
            case CncResult.Unavailable<CncAnswer> away -> ended(true, away.reason());
            case CncResult<CncAnswer> refused -> ended(false, refused.reason());
        }
    }

    @Override
    protected Duration pauseAfter(Duration took) {
        return offered ? settings.retry() : settings.unsupported();
    }

    private void follow(JsonNode answer) {
        var id = YangJson.text(answer, "output", "notification-stream-identifier");
        if (id == null) {
            ended(false, "the answer names no stream");
            return;
        }
        try {
            ended(
                    true,
                    events.follow(
                            CncApi.TOPOLOGY, "/streams/json/" + RestconfKey.of(id), settings.silence(), new Reader()));
        } finally {
            listener.closed();
        }
    }

    private void ended(boolean isOffered, String reason) {
        if (!reason.equals(last)) {
            log.info("Notifications of the network: {}", reason);
        }
        offered = isOffered;
        last = reason;
    }

    private final class Reader implements CncEventSource.EventReader {
        @Override
        public void opened() {
            last = "followed";
            log.info("Notifications of the network are followed");
            listener.opened();
        }

        @Override
        public void alive() {
            listener.alive();
        }

        /** An event that cannot be read may be any change. */
        @Override
        public void event(String data) {
            try {
                var event = JSON.readTree(data);
                var notification = YangJson.has(event, "notification") ? YangJson.at(event, "notification") : event;
                var at = YangJson.instant(notification, "eventTime");
                if (at != null && PerformanceNotification.isOne(notification)) {
                    listener.measured(notification, at);
                } else {
                    listener.changed();
                }
            } catch (JsonProcessingException e) {
                listener.changed();
            }
        }
    }
}

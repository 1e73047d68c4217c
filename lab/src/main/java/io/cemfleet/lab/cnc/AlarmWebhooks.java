package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** The webhooks that are subscribed to alarms. */
@Component
class AlarmWebhooks {
    private final CncSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final Map<String, AlarmSubscriber> subscribers = new LinkedHashMap<>();

    AlarmWebhooks(CncSettings settings) {
        this.settings = settings;
    }

    /** A subscriber that gets no notifications yet, for the probe. */
    AlarmSubscriber candidate(String id, URI address) {
        return new AlarmSubscriber(id, address, http, settings);
    }

    synchronized boolean known(URI address) {
        return subscribers.values().stream().anyMatch(s -> s.address().equals(address));
    }

    /** Returns false when another caller subscribed the same address in the meantime. */
    synchronized boolean add(String id, AlarmSubscriber subscriber) {
        if (known(subscriber.address())) {
            return false;
        }
        subscribers.put(id, subscriber);
        subscriber.start();
        return true;
    }

    synchronized boolean remove(String id) {
        AlarmSubscriber removed = subscribers.remove(id);
        if (removed != null) {
            removed.stop();
        }
        return removed != null;
    }

    synchronized List<ObjectNode> list() {
        return subscribers.values().stream().map(AlarmSubscriber::json).toList();
    }

    /** @param operation create, modify or delete */
    synchronized void send(String operation, DeviceAlarm alarm) {
        ObjectNode notification = VendorJson.obj(
                "ietf-restconf:notification.notification",
                VendorJson.obj(
                        "ietf-restconf:notification.topic",
                        "alarm",
                        "ietf-restconf:notification.time-of-update-iso8601",
                        DeviceAlarm.time(alarm.updatedAt()),
                        "ietf-restconf:notification.operation",
                        operation,
                        "alm.alarm",
                        alarm.json()));
        subscribers.values().forEach(subscriber -> subscriber.send(notification));
    }

    @PreDestroy
    synchronized void stop() {
        subscribers.values().forEach(AlarmSubscriber::stop);
        subscribers.clear();
        http.shutdownNow();
    }
}

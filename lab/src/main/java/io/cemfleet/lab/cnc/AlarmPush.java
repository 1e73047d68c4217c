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
class AlarmPush {
    private final CncSettings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final Map<String, Subscriber> subscribers = new LinkedHashMap<>();

    AlarmPush(CncSettings settings) {
        this.settings = settings;
    }

    /** A subscriber that is not yet told anything: for the probe. */
    Subscriber candidate(String id, URI address) {
        return new Subscriber(id, address, http, settings);
    }

    synchronized boolean known(URI address) {
        return subscribers.values().stream().anyMatch(s -> s.address().equals(address));
    }

    /** False when somebody subscribed the same address in the meantime. */
    synchronized boolean add(String id, Subscriber subscriber) {
        if (known(subscriber.address())) {
            return false;
        }
        subscribers.put(id, subscriber);
        subscriber.start();
        return true;
    }

    synchronized boolean remove(String id) {
        Subscriber removed = subscribers.remove(id);
        if (removed != null) {
            removed.stop();
        }
        return removed != null;
    }

    synchronized List<ObjectNode> list() {
        return subscribers.values().stream().map(Subscriber::json).toList();
    }

    /** @param operation create, modify or delete */
    synchronized void send(String operation, DeviceAlarm alarm) {
        ObjectNode notification = Json.obj(
                "ietf-restconf:notification.notification",
                Json.obj(
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
        subscribers.values().forEach(Subscriber::stop);
        subscribers.clear();
        http.shutdownNow();
    }
}

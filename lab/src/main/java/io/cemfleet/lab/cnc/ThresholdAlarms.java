package io.cemfleet.lab.cnc;

import io.cemfleet.lab.network.DirectedLink;
import io.cemfleet.lab.network.LabLink;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LinkSample;
import io.cemfleet.lab.network.NetworkMeasurement;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Watches every interface's measurements: one alarm per interface and metric, raised by the first sample above its
 * threshold, raised in severity when it gets worse, and cleared after some consecutive good samples.
 */
@Component
class ThresholdAlarms {
    private final LabNetwork network;
    private final CncSettings.Thresholds limits;
    private final AlarmWebhooks push;
    private final Map<AlarmPoint, WatchedAlarm> open = new LinkedHashMap<>();

    private record AlarmPoint(int direction, DeviceAlarm.Metric metric) {}

    private static final class WatchedAlarm {
        private DeviceAlarm alarm;
        private int good;

        WatchedAlarm(DeviceAlarm alarm) {
            this.alarm = alarm;
        }
    }

    ThresholdAlarms(LabNetwork network, CncSettings settings, AlarmWebhooks push) {
        this.network = network;
        this.limits = settings.thresholds();
        this.push = push;
    }

    @PostConstruct
    void watch() {
        network.onMeasured(this::measured);
    }

    synchronized void measured(NetworkMeasurement measurement) {
        for (LabLink link : network.topology().links()) {
            for (DirectedLink direction : List.of(link.forward(), link.reverse())) {
                LinkSample sample = measurement.link(direction.index());
                judge(
                        direction,
                        DeviceAlarm.Metric.DELAY,
                        sample.delayMs(),
                        limits.delayLimitMs(link.delayMs()),
                        sample);
                judge(direction, DeviceAlarm.Metric.JITTER, sample.jitterMs(), limits.jitterMs(), sample);
                judge(direction, DeviceAlarm.Metric.LOSS, sample.lossPct(), limits.lossPct(), sample);
            }
        }
    }

    private void judge(DirectedLink at, DeviceAlarm.Metric metric, double value, double limit, LinkSample sample) {
        AlarmPoint place = new AlarmPoint(at.index(), metric);
        WatchedAlarm watched = open.get(place);
        if (value > limit) {
            DeviceAlarm.Severity severity = DeviceAlarm.Severity.of(value / limit);
            Supplier<String> text = () -> DeviceAlarm.describe(metric, at.interfaceName(), value, limit);
            if (watched == null) {
                raise(place, at, severity, text.get(), sample.at());
            } else {
                watched.good = 0;
                if (severity.compareTo(watched.alarm.severity()) > 0) {
                    watched.alarm = watched.alarm.with(severity, text.get(), sample.at());
                    push.send("modify", watched.alarm);
                }
            }
        } else if (watched != null && ++watched.good >= limits.clearAfter()) {
            open.remove(place);
            push.send(
                    "modify",
                    watched.alarm.with(DeviceAlarm.Severity.CLEARED, watched.alarm.description(), sample.at()));
        }
    }

    private void raise(AlarmPoint place, DirectedLink at, DeviceAlarm.Severity severity, String text, Instant when) {
        DeviceAlarm alarm = new DeviceAlarm(
                UUID.randomUUID().toString(),
                network.topology().router(at.from()).hostname(),
                at.interfaceName(),
                place.metric(),
                severity,
                text,
                false,
                when,
                when);
        open.put(place, new WatchedAlarm(alarm));
        push.send("create", alarm);
    }

    /** Open alarms, the oldest first. */
    synchronized List<DeviceAlarm> list() {
        List<DeviceAlarm> alarms = new ArrayList<>();
        open.values().forEach(watched -> alarms.add(watched.alarm));
        alarms.sort(Comparator.comparing(DeviceAlarm::raisedAt));
        return alarms;
    }

    /** Acknowledges an open alarm or revokes the acknowledgement; empty when the alarm is not open. */
    synchronized Optional<DeviceAlarm> acknowledge(String uuid, boolean acknowledged, Instant at) {
        for (WatchedAlarm watched : open.values()) {
            if (watched.alarm.uuid().equals(uuid)) {
                watched.alarm = watched.alarm.acknowledged(acknowledged, at);
                push.send("modify", watched.alarm);
                return Optional.of(watched.alarm);
            }
        }
        return Optional.empty();
    }

    /** Gives the oldest open alarm of a link another severity; empty when none is open. */
    synchronized Optional<DeviceAlarm> restate(int link, DeviceAlarm.Severity severity, Instant at) {
        Optional<WatchedAlarm> oldest = open.entrySet().stream()
                .filter(entry -> entry.getKey().direction() >> 1 == link)
                .map(Map.Entry::getValue)
                .min(Comparator.comparing(watched -> watched.alarm.raisedAt()));
        oldest.ifPresent(watched -> {
            watched.alarm = watched.alarm.with(severity, watched.alarm.description(), at);
            push.send("modify", watched.alarm);
        });
        return oldest.map(watched -> watched.alarm);
    }
}

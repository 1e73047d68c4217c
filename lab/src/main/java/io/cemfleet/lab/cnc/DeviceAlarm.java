package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A device alarm.
 *
 * @param uuid a new one each time the alarm is raised
 * @param hostname of the device
 * @param interfaceName where the threshold is crossed
 * @param metric delay, jitter or loss
 * @param raisedAt when it was raised
 * @param updatedAt when it last changed
 */
record DeviceAlarm(
        String uuid,
        String hostname,
        String interfaceName,
        Metric metric,
        Severity severity,
        String description,
        boolean acknowledged,
        Instant raisedAt,
        Instant updatedAt) {

    /** What a link probe measures. */
    enum Metric {
        DELAY("ms"),
        JITTER("ms"),
        LOSS("%");

        final String unit;

        Metric(String unit) {
            this.unit = unit;
        }
    }

    /** In rising order. */
    enum Severity {
        CLEARED,
        WARNING,
        MINOR,
        MAJOR,
        CRITICAL;

        /** The ratio of a reading to its threshold: 2, 1.5 and 1.2. */
        static Severity of(double ratio) {
            return ratio >= 2 ? CRITICAL : ratio >= 1.5 ? MAJOR : ratio >= 1.2 ? MINOR : WARNING;
        }
    }

    static String describe(Metric metric, String interfaceName, double value, double limit) {
        String name = metric.name().charAt(0) + metric.name().substring(1).toLowerCase(Locale.ROOT);
        return String.format(
                Locale.ROOT,
                metric == Metric.LOSS
                        ? "%s threshold crossed on %s: %.2f %s > %.2f %s"
                        : "%s threshold crossed on %s: %.1f %s > %.1f %s",
                name,
                interfaceName,
                value,
                metric.unit,
                limit,
                metric.unit);
    }

    DeviceAlarm with(Severity changed, String text, Instant at) {
        return new DeviceAlarm(uuid, hostname, interfaceName, metric, changed, text, acknowledged, raisedAt, at);
    }

    DeviceAlarm acknowledged(boolean now, Instant at) {
        return new DeviceAlarm(uuid, hostname, interfaceName, metric, severity, description, now, raisedAt, at);
    }

    ObjectNode json() {
        String device = "MD=CISCO_EMS!ND=" + hostname;
        String resource = device + "!FTP=name=" + interfaceName;
        String event = metric.name().toLowerCase(Locale.ROOT) + "-threshold-" + uuid;
        return VendorJson.obj(
                "alm.uuid",
                uuid,
                "alm.type",
                "device",
                "alm.perceived-severity",
                severity.name().toLowerCase(Locale.ROOT),
                "alm.description",
                description,
                "alm.category",
                "performance",
                "alm.source-object-ref",
                resource,
                "alm.source-object-name",
                hostname,
                "alm.node-ref",
                device,
                "alm.probable-cause",
                "thresholdCrossed",
                "alm.alarm-identifier",
                VendorJson.obj(
                        "alm.event-identifier",
                        event,
                        "alm.resource-object-ref",
                        resource,
                        "alm.probable-cause",
                        "thresholdCrossed"),
                "alm.cause-type",
                "cause-unknown",
                "alm.service-affecting",
                "service-affecting",
                "alm.ack-state",
                acknowledged ? "acknowledged" : "unacknowledged",
                "alm.system-received-time-iso8601",
                time(raisedAt),
                "alm.system-update-time-iso8601",
                time(updatedAt),
                "alm.node-event-time-iso8601",
                time(raisedAt));
    }

    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}

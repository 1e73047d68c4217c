package io.cemfleet.cnc.notification;

import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.figure;
import static io.cemfleet.cnc.json.YangJson.has;
import static io.cemfleet.cnc.json.YangJson.integer;
import static io.cemfleet.cnc.json.YangJson.text;
import static io.cemfleet.cnc.json.YangJson.wholeNumber;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.measurement.LinkPerformance;
import io.cemfleet.cnc.policy.PolicyPerformance;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.ReportedUnit;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of one notification.
 *
 * @param links by direction; the loss of a direction is 0 where it dropped nothing since the notification before, and
 *     else absent, since the drops are counted and the packets are not
 * @param policies measured policies
 * @param drops packets dropped so far by direction, to compare the next notification with
 */
public record PerformanceNotification(
        Map<LinkDirection, LinkMeasurement> links, List<PolicyMeasurement> policies, Map<String, Long> drops) {

    public PerformanceNotification {
        links = Map.copyOf(links);
        policies = List.copyOf(policies);
        drops = Map.copyOf(drops);
    }

    /** Whether a notification holds measurements. */
    public static boolean isOne(JsonNode notification) {
        return content(notification)
                .filter(body -> has(body, "igp-link-pm") || has(body, "sr-policy-pm"))
                .isPresent();
    }

    /**
     * Reads the measurements of what the topology has.
     *
     * @param before drops of the notification before; empty for the first one
     */
    public static PerformanceNotification read(
            NetworkTopology topology, JsonNode notification, Instant at, Map<String, Long> before) {
        var links = new HashMap<LinkDirection, LinkMeasurement>();
        var drops = new HashMap<String, Long>();
        var body = content(notification).orElse(notification);
        for (var pm : each(body, "igp-link-pm")) {
            Optional.ofNullable(text(pm, "link-id"))
                    .flatMap(topology::directionByCncLinkId)
                    .ifPresent(direction -> {
                        var dropped = dropped(pm);
                        if (dropped != null) {
                            drops.put(direction.cncLinkId(), dropped);
                        }
                        var unchanged = dropped != null && dropped.equals(before.get(direction.cncLinkId()));
                        links.put(direction, measurement(pm, direction, unchanged, at));
                    });
        }
        var policies = new ArrayList<PolicyMeasurement>();
        for (var pm : each(body, "sr-policy-pm")) {
            key(topology, pm).ifPresent(key -> policies.add(PolicyPerformance.read(key, pm)));
        }
        return new PerformanceNotification(links, policies, drops);
    }

    private static LinkMeasurement measurement(JsonNode pm, LinkDirection direction, boolean lossless, Instant at) {
        return new LinkMeasurement(
                direction.linkId(),
                direction.from(),
                direction.to(),
                figure(ReportedUnit.MICROSECONDS, pm, "delay-telemetry"),
                figure(ReportedUnit.MICROSECONDS, pm, "jitter-telemetry"),
                lossless ? 0.0 : null,
                LinkPerformance.utilisation(pm, direction),
                at);
    }

    private static @Nullable Long dropped(JsonNode pm) {
        var sent = wholeNumber(pm, "interfaces", "TX-packet-drops");
        var errors = wholeNumber(pm, "interfaces", "TX-Errors");
        return sent == null ? null : Long.valueOf(sent + (errors == null ? 0 : errors));
    }

    private static Optional<PolicyKey> key(NetworkTopology topology, JsonNode pm) {
        var color = integer(pm, "color");
        var head = Optional.ofNullable(text(pm, "headend")).flatMap(topology::find);
        var end = Optional.ofNullable(text(pm, "endpoint")).flatMap(topology::find);
        return color == null || head.isEmpty() || end.isEmpty()
                ? Optional.empty()
                : Optional.of(new PolicyKey(
                        head.map(Router::id).orElseThrow(), end.map(Router::id).orElseThrow(), color));
    }

    /** The member beside the time. */
    private static Optional<JsonNode> content(JsonNode notification) {
        for (var member : notification) {
            if (member.isObject()) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }
}

package io.cemfleet.bench.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The bodies in which a sender reports alerts: each alert has an alarm of its own, named by run and number. */
enum AlertForm {
    /** Alerts as Prometheus posts them: a list, with the labels by which Alertmanager tells them apart. */
    ALERTMANAGER {
        @Override
        JsonNode body(String run, int first, int count, List<Router> routers) {
            ArrayNode alerts = JSON.createArrayNode();
            for (int number = first; number < first + count; number++) {
                Router router = routers.get(number % routers.size());
                ObjectNode alert = alerts.addObject();
                alert.putObject("labels")
                        .put("alertname", "LinkDelay")
                        .put("run", run)
                        .put("alarm", run + '-' + number)
                        .put("instance", router.name())
                        .put("interface", PORT)
                        .put("severity", "major");
                alert.putObject("annotations").put("description", DESCRIPTION);
                alert.put("startsAt", Instant.now().toString())
                        .put("generatorURL", "http://prometheus:9090/graph?g0.expr=link_delay_ms+%3E+20&g0.tab=1");
            }
            return alerts;
        }
    },
    /** Notifications of alarms as CNC posts them; several alarms are a list within one notification. */
    CNC {
        @Override
        JsonNode body(String run, int first, int count, List<Router> routers) {
            ArrayNode alarms = JSON.createArrayNode();
            for (int number = first; number < first + count; number++) {
                alarms.add(alarm(run + '-' + number, routers.get(number % routers.size())));
            }
            ObjectNode body = JSON.createObjectNode();
            body.putObject("ietf-restconf:notification.notification")
                    .put("ietf-restconf:notification.topic", "alarm")
                    .put(
                            "ietf-restconf:notification.time-of-update-iso8601",
                            Instant.now().toString())
                    .put("ietf-restconf:notification.operation", "create")
                    .set("alm.alarm", count == 1 ? alarms.get(0) : alarms);
            return body;
        }

        private ObjectNode alarm(String id, Router router) {
            String device = "MD=CISCO_EMS!ND=" + router.name();
            String now = Instant.now().toString();
            ObjectNode alarm = JSON.createObjectNode()
                    .put("alm.uuid", id)
                    .put("alm.type", "device")
                    .put("alm.perceived-severity", "major")
                    .put("alm.description", DESCRIPTION)
                    .put("alm.category", "performance")
                    .put("alm.source-object-name", router.name())
                    .put("alm.node-ref", device)
                    .put("alm.probable-cause", "thresholdCrossed");
            alarm.putObject("alm.alarm-identifier")
                    .put("alm.event-identifier", id)
                    .put("alm.resource-object-ref", device + "!FTP=name=" + PORT)
                    .put("alm.probable-cause", "thresholdCrossed");
            return alarm.put("alm.cause-type", "root-cause")
                    .put("alm.service-affecting", "service-affecting")
                    .put("alm.ack-state", "unacknowledged")
                    .put("alm.system-received-time-iso8601", now)
                    .put("alm.system-update-time-iso8601", now);
        }
    },
    /** PCA's alerts; several are an array of them. */
    PCA {
        @Override
        JsonNode body(String run, int first, int count, List<Router> routers) {
            ArrayNode alerts = JSON.createArrayNode();
            for (int number = first; number < first + count; number++) {
                Router from = routers.get(number % routers.size());
                Router to = routers.get((number + 1 + number / routers.size() % (routers.size() - 1)) % routers.size());
                alerts.add(alert(run + '-' + number, from, to));
            }
            return count == 1 ? alerts.get(0) : alerts;
        }

        private ObjectNode alert(String session, Router from, Router to) {
            long now = Instant.now().toEpochMilli();
            ObjectNode alert = JSON.createObjectNode()
                    .put("uid", session)
                    .put("tenantId", "bench")
                    .put("tenantName", "bench")
                    .put("policyId", "3f0cd9c0-7a1b-4c1e-9a55-0f6f2f1b7a10")
                    .put("policyName", "Delay P95")
                    .put("policyType", "micro-tca")
                    .put("severity", "critical")
                    .put("alertState", "raised")
                    .put("timestamp", now)
                    .put("processedTimestamp", now)
                    .put("objectId", session)
                    .put("objectName", from.name() + '-' + to.name())
                    .put("objectType", "twamp-sf")
                    .put("sessionId", session)
                    .put("metric", "delayP95")
                    .put("direction", "0")
                    .put("comparator", "gt")
                    .put("value", "20000")
                    .put("triggeredValue", "30000")
                    .put("duration", 60_000)
                    .put("tags", "");
            alert.putObject("metadata");
            return alert.put("sourceIp", from.routerId()).put("destinationIp", to.routerId());
        }
    };

    private static final JsonMapper JSON = JsonHttpClient.JSON;
    /** Every router of a network has a link at its first port. */
    private static final String PORT = "GigabitEthernet0/0/0/0";

    private static final String DESCRIPTION = "Delay threshold crossed on " + PORT + ": 262.4 ms > 20.0 ms";

    /** A router by its host name, and by its router id. */
    record Router(String name, String routerId) {}

    /** The bytes of one request with these alerts. */
    byte[] bytes(String run, int first, int count, List<Router> routers) {
        return body(run, first, count, routers).toString().getBytes(StandardCharsets.UTF_8);
    }

    abstract JsonNode body(String run, int first, int count, List<Router> routers);
}

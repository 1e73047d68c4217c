package io.cemfleet.e2e.crash;

import static io.cemfleet.e2e.crash.CustomerConfiguration.stream;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.e2e.fleet.ConsoleTickets;
import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.LabClient;
import io.cemfleet.e2e.fleet.OperatorHttp;
import io.cemfleet.e2e.fleet.PolicyCreations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The conditions of an incident that has ended. Each check returns the problems, empty when there are none. */
final class IncidentEndCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String incident;
    private final CustomerConfiguration before;

    IncidentEndCheck(String incident, CustomerConfiguration before) {
        this.incident = incident;
        this.before = before;
    }

    List<CrashRow.Check> checks() {
        AuditTrailCheck trail = new AuditTrailCheck(incident);
        MessageCheck messages = new MessageCheck(incident);
        return List.of(
                settled("closed, and resolved", this::terminal),
                settled("one 201 for each tunnel at CNC, and no tunnel without one", this::created),
                settled("nothing of the fleet is left in the network", this::leftOver),
                settled("customers' policies and colours are as before", this::customers),
                settled("the audit chain is valid, without a gap in its sequence", trail::chain),
                settled("the trail has every event type and every change of state", trail::events),
                settled("each message is there once, in the order of its lane", messages::lanes),
                settled("its alerts are known, with their incident", this::alerts),
                settled("one ServiceNow record", this::records));
    }

    /** A check whose truth may come a little later than the incident's end: outboxes and the sealer are asynchronous. */
    private static CrashRow.Check settled(String name, Supplier<String> trouble) {
        String[] last = {"never looked"};
        try {
            await(name)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> {
                        last[0] = looked(trouble);
                        return last[0].isEmpty();
                    });
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            return new CrashRow.Check(name, last[0]);
        }
        return new CrashRow.Check(name, "");
    }

    private static String looked(Supplier<String> trouble) {
        try {
            return trouble.get();
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private String terminal() {
        JsonNode ticket = ConsoleTickets.get(incident);
        JsonNode view = view();
        String shown =
                ticket.path("status").asText() + "/" + ticket.path("resolution").asText();
        String is = view.path("status").asText() + "/" + view.path("resolution").asText();
        return shown.equals("closed/resolved") && is.equals(shown) ? "" : "ticket " + shown + ", incident " + is;
    }

    private String created() {
        List<String> created = PolicyCreations.names().stream().sorted().toList();
        List<String> tunnels = stream(view().path("protections"))
                .map(protection -> protection.path("tunnel_id").asText())
                .filter(id -> !id.isEmpty() && !id.equals("null"))
                .sorted()
                .toList();
        return !tunnels.isEmpty() && created.equals(tunnels) ? "" : "created " + created + ", protections " + tunnels;
    }

    private String leftOver() {
        Set<String> standing = stream(LabClient.network().path("tunnels"))
                .map(JsonNode::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        standing.removeAll(before.policies());
        List<String> rows = stream(OperatorHttp.get(
                                FleetProcess.TUNNEL_PROVISIONING.port(), "/api/tunnels?incident_id=" + incident)
                        .path("items"))
                .filter(tunnel -> !Set.of("deleted", "refused")
                        .contains(tunnel.path("state").asText()))
                .map(tunnel -> tunnel.path("tunnel_id").asText() + " "
                        + tunnel.path("state").asText())
                .toList();
        return standing.isEmpty() && rows.isEmpty() ? "" : "in the network " + standing + ", in the books " + rows;
    }

    private String customers() {
        CustomerConfiguration now = CustomerConfiguration.now();
        List<String> changed = new ArrayList<>(before.policies());
        changed.removeAll(now.policies());
        before.colors().forEach((service, color) -> {
            if (!color.equals(now.colors().get(service))) {
                changed.add(service + " had colour " + color + ", has "
                        + now.colors().get(service));
            }
        });
        return changed.isEmpty() ? "" : changed.toString();
    }

    private String alerts() {
        JsonNode alerts = OperatorHttp.get(FleetProcess.EVENT_CORRELATOR.port(), "/api/alerts?incident_id=" + incident)
                .path("items");
        return alerts.isEmpty() ? "no alert names " + incident : "";
    }

    private String records() {
        long made = LabClient.requests("servicenow").stream()
                .filter(request -> request.path("method").asText().equals("POST")
                        && request.path("status").asInt() == 201
                        && request.path("body").toString().contains(incident))
                .count();
        return made == 1 ? "" : made + " records were made";
    }

    private JsonNode view() {
        return OperatorHttp.get(FleetProcess.ORCHESTRATOR.port(), "/api/incidents/" + incident);
    }
}

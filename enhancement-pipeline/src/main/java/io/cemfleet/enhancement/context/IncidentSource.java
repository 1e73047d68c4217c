package io.cemfleet.enhancement.context;

import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.TaskCall;
import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.contract.FindIncidents;
import io.cemfleet.enhancement.pipeline.Deadline;
import io.cemfleet.enhancement.pipeline.NetworkIncident;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.pipeline.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The fleet's own incidents: open ones, and recent ones, that touch what the ticket names. Of the services in an
 * incident only those are told that the ticket names itself: the others are other customers'.
 */
@Component
class IncidentSource implements Source<NetworkIncident> {
    private final A2aClient client;
    private final ContextSettings settings;
    private final Clock clock;

    IncidentSource(A2aClient client, ContextSettings settings, Clock clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String node() {
        return "network_incidents";
    }

    @Override
    public Finding<NetworkIncident> find(TenantProfile tenant, Ticket ticket, Deadline deadline) {
        Mentions mentions = Mentions.in(ticket.description());
        List<String> names = mentions.names();
        if (names.isEmpty() && mentions.addresses().isEmpty()) {
            return new Finding.Found<>(List.of());
        }
        Deadline own = deadline.within(settings.incidents(), clock);
        Map<String, NetworkIncident> incidents = new LinkedHashMap<>();
        for (boolean open : new boolean[] {true, false}) {
            var request = new FindIncidents.Request(
                    names,
                    names,
                    names,
                    names,
                    mentions.addresses(),
                    open ? null : clock.instant().minus(settings.recent()),
                    open);
            @Nullable String failed = ask(request, ticket.correlationId(), own, names, incidents);
            if (failed != null) {
                return new Finding.Failed<>(failed);
            }
        }
        return new Finding.Found<>(new ArrayList<>(incidents.values()));
    }

    private @Nullable String ask(
            FindIncidents.Request request,
            UUID correlationId,
            Deadline deadline,
            List<String> names,
            Map<String, NetworkIncident> into) {
        Duration left = deadline.remaining(clock);
        if (!left.isPositive()) {
            return timeout();
        }
        var call = new TaskCall(UUID.randomUUID(), null, correlationId, request);
        return switch (client.call(FindIncidents.TYPE, call, left)) {
            case TaskOutcome.Done<FindIncidents.Result>(var result) -> {
                result.incidents().forEach(found -> into.putIfAbsent(found.incidentId(), told(found, names)));
                yield null;
            }
            case TaskOutcome.Failed<?>(var error) -> "The orchestrator could not find out: " + error.code();
            case TaskOutcome.Refused<?> refused -> "The orchestrator refuses the question: " + refused.status();
            case TaskOutcome.Accepted<?> later -> "The orchestrator does not answer at once";
            case TaskOutcome.Unreachable<?> gone ->
                deadline.remaining(clock).isZero() ? timeout() : "The orchestrator does not answer";
        };
    }

    private String timeout() {
        return "Timeout after " + settings.incidents().toSeconds() + "s";
    }

    private static NetworkIncident told(FindIncidents.Found found, List<String> names) {
        return new NetworkIncident(
                found.incidentId(),
                found.status().wire(),
                found.severity().wire(),
                found.summary(),
                found.doing(),
                found.services().stream().filter(names::contains).toList());
    }
}

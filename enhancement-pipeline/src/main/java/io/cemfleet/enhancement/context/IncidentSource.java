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
import java.util.List;
import java.util.UUID;
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
        var request = new FindIncidents.Request(
                names,
                names,
                names,
                names,
                mentions.addresses(),
                clock.instant().minus(settings.recent()),
                null);
        Duration left = own.remaining(clock);
        if (!left.isPositive()) {
            return timeout();
        }
        var call = new TaskCall(UUID.randomUUID(), null, ticket.correlationId(), request);
        return switch (client.call(FindIncidents.TYPE, call, left)) {
            case TaskOutcome.Done<FindIncidents.Result>(var result) ->
                new Finding.Found<>(result.incidents().stream()
                        .map(found -> told(found, names))
                        .toList());
            case TaskOutcome.Failed<?>(var error) ->
                new Finding.Failed<>("The orchestrator could not find out: " + error.code());
            case TaskOutcome.Refused<?> refused ->
                new Finding.Failed<>("The orchestrator refuses the question: " + refused.status());
            case TaskOutcome.Accepted<?> later -> new Finding.Failed<>("The orchestrator does not answer at once");
            case TaskOutcome.Unreachable<?> gone ->
                own.remaining(clock).isZero() ? timeout() : new Finding.Failed<>("The orchestrator does not answer");
        };
    }

    private Finding<NetworkIncident> timeout() {
        return new Finding.Failed<>("Timeout after " + settings.incidents().toSeconds() + "s");
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

package io.cemfleet.enhancement.context;

import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.TaskCall;
import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.contract.FindIncidents;
import io.cemfleet.enhancement.pipeline.Deadline;
import io.cemfleet.enhancement.pipeline.NetworkIncident;
import io.cemfleet.enhancement.pipeline.Ownership;
import io.cemfleet.enhancement.pipeline.SystemInfo;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.pipeline.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/**
 * The fleet's own incidents: open ones, and recent ones, that touch what the tenant owns. Words of a ticket are looked up
 * only for the provider's own service desk: another customer's names could match them. Of the services in an incident
 * only the tenant's are told.
 */
@Component
class IncidentSource implements Source<NetworkIncident> {
    private final A2aClient client;
    private final TenantSystems systems;
    private final ContextSettings settings;
    private final Clock clock;

    IncidentSource(A2aClient client, TenantSystems systems, ContextSettings settings, Clock clock) {
        this.client = client;
        this.systems = systems;
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
        FindIncidents.Request request = tenant.ownership().everything() ? named(mentions) : owned(tenant, mentions);
        if (isEmpty(request)) {
            // The orchestrator would take it for a question about all incidents.
            return new Finding.Found<>(List.of());
        }
        Deadline own = deadline.within(settings.incidents(), clock);
        Duration left = own.remaining(clock);
        if (!left.isPositive()) {
            return timeout();
        }
        var call = new TaskCall(UUID.randomUUID(), null, ticket.correlationId(), request);
        return switch (client.call(FindIncidents.TYPE, call, left)) {
            case TaskOutcome.Done<FindIncidents.Result>(var result) ->
                new Finding.Found<>(shown(result.incidents(), request, mentions));
            case TaskOutcome.Failed<?>(var error) ->
                new Finding.Failed<>("The orchestrator could not find out: " + error.code());
            case TaskOutcome.Refused<?> refused ->
                new Finding.Failed<>("The orchestrator refuses the question: " + refused.status());
            case TaskOutcome.Accepted<?> later -> new Finding.Failed<>("The orchestrator does not answer at once");
            case TaskOutcome.Unreachable<?> gone ->
                own.remaining(clock).isZero() ? timeout() : new Finding.Failed<>("The orchestrator does not answer");
        };
    }

    private FindIncidents.Request named(Mentions mentions) {
        List<String> names = mentions.names();
        return new FindIncidents.Request(names, names, names, names, mentions.addresses(), since(), null);
    }

    /** The tenant's customers and services, and those of its systems and addresses that the ticket names. */
    private FindIncidents.Request owned(TenantProfile tenant, Mentions mentions) {
        Ownership owned = tenant.ownership();
        return new FindIncidents.Request(
                owned.services(),
                owned.customers(),
                List.of(),
                systems(tenant, mentions),
                mentions.addresses().stream().filter(owned::holds).toList(),
                since(),
                null);
    }

    /** An inventory that does not answer is told of by its own source; the rest is looked up all the same. */
    private List<String> systems(TenantProfile tenant, Mentions mentions) {
        try {
            return systems
                    .named(tenant.tenantId(), mentions, tenant.preferences().maxSystems())
                    .stream()
                    .map(SystemInfo::hostname)
                    .distinct()
                    .toList();
        } catch (NestedRuntimeException e) {
            return List.of();
        }
    }

    private Instant since() {
        return clock.instant().minus(settings.recent());
    }

    private static boolean isEmpty(FindIncidents.Request request) {
        return Stream.of(
                        request.services(),
                        request.customers(),
                        request.links(),
                        request.nodes(),
                        request.ipAddresses())
                .allMatch(names -> names == null || names.isEmpty());
    }

    private Finding<NetworkIncident> timeout() {
        return new Finding.Failed<>("Timeout after " + settings.incidents().toSeconds() + "s");
    }

    /** Those that the ticket names come first, the others in the order in which they were found. */
    private List<NetworkIncident> shown(
            List<FindIncidents.Found> found, FindIncidents.Request asked, Mentions mentions) {
        Set<String> named = Set.copyOf(mentions.names());
        Set<String> services = Set.copyOf(Objects.requireNonNullElse(asked.services(), List.of()));
        return found.stream()
                .sorted(Comparator.comparing(incident -> !isNamed(incident, named)))
                .limit(settings.incidentsShown())
                .map(incident -> told(incident, services))
                .toList();
    }

    private static boolean isNamed(FindIncidents.Found incident, Set<String> named) {
        return Stream.of(incident.services(), incident.customers(), incident.links())
                .flatMap(List::stream)
                .anyMatch(named::contains);
    }

    private static NetworkIncident told(FindIncidents.Found found, Set<String> services) {
        return new NetworkIncident(
                found.incidentId(),
                found.status().wire(),
                found.severity().wire(),
                found.summary(),
                found.doing(),
                found.services().stream().filter(services::contains).toList());
    }
}

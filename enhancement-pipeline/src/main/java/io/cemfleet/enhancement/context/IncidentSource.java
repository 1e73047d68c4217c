package io.cemfleet.enhancement.context;

import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.TaskCall;
import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.contract.FindIncidents;
import io.cemfleet.enhancement.stage.InventorySystem;
import io.cemfleet.enhancement.stage.NetworkIncident;
import io.cemfleet.enhancement.stage.NetworkOwnership;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.TenantProfile;
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
 * The context source of the fleet's incidents: open and recent ones that touch what the tenant owns. Words of a ticket
 * are looked up only for the provider's own service desk, since they could match another customer's names. A note names
 * only the tenant's own services of an incident.
 */
@Component
class IncidentSource implements ContextSource<NetworkIncident> {
    private final A2aClient client;
    private final TenantInventory systems;
    private final ContextSettings settings;
    private final Clock clock;

    IncidentSource(A2aClient client, TenantInventory systems, ContextSettings settings, Clock clock) {
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
    public SourceResult<NetworkIncident> find(TenantProfile tenant, PipelineTicket ticket, StageDeadline deadline) {
        MentionedIdentifiers mentions = MentionedIdentifiers.in(ticket.description());
        FindIncidents.Request request = tenant.ownership().everything() ? named(mentions) : owned(tenant, mentions);
        if (isEmpty(request)) {
            // The orchestrator would take it for a query about all incidents.
            return new SourceResult.FoundItems<>(List.of());
        }
        StageDeadline own = deadline.within(settings.incidents(), clock);
        Duration left = own.remaining(clock);
        if (!left.isPositive()) {
            return timeout();
        }
        var call = new TaskCall(UUID.randomUUID(), null, ticket.correlationId(), request);
        return switch (client.call(FindIncidents.TYPE, call, left)) {
            case TaskOutcome.Done<FindIncidents.Result>(var result) ->
                new SourceResult.FoundItems<>(shown(result.incidents(), request, mentions));
            case TaskOutcome.Failed<?>(var error) ->
                new SourceResult.SourceFailed<>("The orchestrator could not find out: " + error.code());
            case TaskOutcome.Refused<?> refused ->
                new SourceResult.SourceFailed<>("The orchestrator refuses the question: " + refused.status());
            case TaskOutcome.Accepted<?> later ->
                new SourceResult.SourceFailed<>("The orchestrator does not answer at once");
            case TaskOutcome.Unreachable<?> gone ->
                own.remaining(clock).isZero()
                        ? timeout()
                        : new SourceResult.SourceFailed<>("The orchestrator does not answer");
        };
    }

    private FindIncidents.Request named(MentionedIdentifiers mentions) {
        List<String> names = mentions.names();
        return new FindIncidents.Request(names, names, names, names, mentions.addresses(), since(), null);
    }

    /** The tenant's customers and services, and those of its systems and addresses that the ticket names. */
    private FindIncidents.Request owned(TenantProfile tenant, MentionedIdentifiers mentions) {
        NetworkOwnership owned = tenant.ownership();
        return new FindIncidents.Request(
                owned.services(),
                owned.customers(),
                List.of(),
                systems(tenant, mentions),
                mentions.addresses().stream().filter(owned::holds).toList(),
                since(),
                null);
    }

    /** Its own source reports an inventory that does not answer; the rest is looked up all the same. */
    private List<String> systems(TenantProfile tenant, MentionedIdentifiers mentions) {
        try {
            return systems
                    .named(tenant.tenantId(), mentions, tenant.preferences().maxSystems())
                    .stream()
                    .map(InventorySystem::hostname)
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

    private SourceResult<NetworkIncident> timeout() {
        return new SourceResult.SourceFailed<>(
                "Timeout after " + settings.incidents().toSeconds() + "s");
    }

    /** Those that the ticket names come first, the others in the order in which they were found. */
    private List<NetworkIncident> shown(
            List<FindIncidents.FoundIncident> found, FindIncidents.Request query, MentionedIdentifiers mentions) {
        Set<String> named = Set.copyOf(mentions.names());
        Set<String> services = Set.copyOf(Objects.requireNonNullElse(query.services(), List.of()));
        return found.stream()
                .sorted(Comparator.comparing(incident -> !isNamed(incident, named)))
                .limit(settings.incidentsShown())
                .map(incident -> networkIncident(incident, services))
                .toList();
    }

    private static boolean isNamed(FindIncidents.FoundIncident incident, Set<String> named) {
        return Stream.of(incident.services(), incident.customers(), incident.links())
                .flatMap(List::stream)
                .anyMatch(named::contains);
    }

    private static NetworkIncident networkIncident(FindIncidents.FoundIncident found, Set<String> services) {
        return new NetworkIncident(
                found.incidentId(),
                found.status().wire(),
                found.severity().wire(),
                found.summary(),
                found.doing(),
                found.services().stream().filter(services::contains).toList());
    }
}

package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.StatusDetails;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionRoute;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The {@code details} of updates: scalars of the highest-tier protection, arrays of all. */
final class UpdateDetails {
    private UpdateDetails() {}

    static TeType pathType(Protection protection) {
        ProtectionRoute route = protection.state().routeOrNull();
        var type = route == null ? null : route.path().pathType();
        return type == null ? protection.key().teType() : type;
    }

    static StatusDetails.PlannedPath path(Protection protection) {
        ProtectionRoute route = protection.state().routeOrNull();
        return new StatusDetails.PlannedPath(
                protection.id(),
                protection.scope().tier(),
                pathType(protection),
                route == null ? null : route.path().hopCount(),
                route == null ? null : route.path().links(),
                route == null ? null : route.path().delayMs(),
                route == null ? null : route.relaxed(),
                route == null ? null : route.prediction());
    }

    /** Phase 3. */
    static StatusDetails.Paths paths(List<Protection> highestTierFirst) {
        StatusDetails.PlannedPath first = path(highestTierFirst.getFirst());
        return new StatusDetails.Paths(
                first.pathType(),
                first.hopCount(),
                first.relaxed(),
                highestTierFirst.stream().map(UpdateDetails::path).toList(),
                null,
                null);
    }

    private static StatusDetails.CreatedTunnel tunnel(Protection protection, ProtectionTunnel tunnel) {
        ProtectionRoute route = protection.state().routeOrNull();
        return new StatusDetails.CreatedTunnel(
                tunnel.tunnelId(),
                tunnel.bindingSid(),
                tunnel.teType(),
                protection.id(),
                protection.scope().tier(),
                protection.scope().services(),
                route == null ? null : route.prediction());
    }

    /** Phase 4. */
    static StatusDetails.Tunnels tunnels(List<Protection> highestTierFirst) {
        List<StatusDetails.CreatedTunnel> all = highestTierFirst.stream()
                .flatMap(protection ->
                        Stream.ofNullable(protection.state().tunnelOrNull()).map(tunnel -> tunnel(protection, tunnel)))
                .toList();
        if (all.isEmpty()) {
            return new StatusDetails.Tunnels(null, null, null, all);
        }
        StatusDetails.CreatedTunnel first = all.getFirst();
        return new StatusDetails.Tunnels(first.tunnelId(), first.bindingSid(), first.teType(), all);
    }

    /** Phase 5: a service is steered when its traffic is on each of its tunnels. */
    static StatusDetails.Steering steered(List<Protection> all) {
        SteeredServices steeredServices = SteeredServices.of(all);
        boolean everywhere = steeredServices.off().isEmpty();
        return new StatusDetails.Steering(
                all.stream()
                        .filter(protection -> protection.state().carriesTraffic())
                        .allMatch(protection -> protection.servicesOffTunnel().isEmpty()),
                steeredServices.on().size(),
                steeredServices.on(),
                everywhere ? null : List.copyOf(steeredServices.off().keySet()),
                everywhere ? null : steeredServices.off(),
                null);
    }

    static List<IncidentView.NotSteered> notSteered(List<ProtectionRecord.UnsteeredService> left) {
        return left.stream()
                .map(one -> new IncidentView.NotSteered(one.serviceId(), one.reason()))
                .toList();
    }

    /** Service levels side by side, as far as they are known. */
    static void figures(
            Map<String, Object> details,
            IncidentView.@Nullable SlaValues before,
            IncidentView.@Nullable SlaValues predicted,
            IncidentView.@Nullable SlaValues after) {
        putKnown(details, "sla_before", before);
        putKnown(details, "sla_predicted", predicted);
        putKnown(details, "sla_after", after);
    }

    private static void putKnown(Map<String, Object> details, String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value);
        }
    }
}

package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.NotSteeredReason;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.provision.StepResults.NotSteered;
import io.cemfleet.tunnel.southbound.ServiceDirectory;
import io.cemfleet.tunnel.southbound.ServiceRoutes;
import io.cemfleet.tunnel.southbound.ServiceRoutes.Service;
import io.cemfleet.tunnel.southbound.ServiceRoutes.ServiceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which of the requested services are on a tunnel, or can be; the others with the reason.
 *
 * @param names of the chosen, as they were requested
 * @param chosen the services themselves, in the same order
 */
record ServiceSelection(List<String> names, List<Service> chosen, List<NotSteered> others) {

    /** Those whose routes carry the colour, or can be given it without touching a customer's colour. */
    static ServiceSelection steerable(Tunnel tunnel, List<String> requested, ServiceDirectory all) {
        return of(tunnel, requested, all, tunnel.fleetColored());
    }

    /** Those whose routes carry the colour. */
    static ServiceSelection riding(Tunnel tunnel, List<String> requested, ServiceDirectory all) {
        return of(tunnel, requested, all, false);
    }

    private static ServiceSelection of(Tunnel tunnel, List<String> requested, ServiceDirectory all, boolean colorable) {
        var names = new ArrayList<String>();
        var chosen = new ArrayList<Service>();
        var others = new ArrayList<NotSteered>();
        for (String name : requested.stream().distinct().toList()) {
            Optional<Service> service = all.called(name);
            Optional<NotSteeredReason> reason = service.isEmpty()
                    ? Optional.of(NotSteeredReason.UNKNOWN_SERVICE)
                    : obstacle(tunnel.key(), service.get(), colorable);
            if (reason.isPresent()) {
                others.add(new NotSteered(name, reason.get()));
            } else {
                names.add(name);
                chosen.add(service.get());
            }
        }
        return new ServiceSelection(List.copyOf(names), List.copyOf(chosen), List.copyOf(others));
    }

    private static Optional<NotSteeredReason> obstacle(SteeringKey key, Service service, boolean colorable) {
        Optional<ServiceNode> exporting = service.at(key.endPoint());
        if (exporting.isEmpty() || service.at(key.headEnd()).isEmpty()) {
            return Optional.of(NotSteeredReason.NOT_AT_BOTH_ENDS);
        }
        ServiceNode node = exporting.get();
        if (colorable && (node.routePolicy() == null || isFleetColored(key, node))) {
            return Optional.empty();
        }
        if (node.color() == null) {
            return Optional.of(NotSteeredReason.NO_COLOR);
        }
        return node.color() == key.color() ? Optional.empty() : Optional.of(NotSteeredReason.OTHER_COLOR);
    }

    private static boolean isFleetColored(SteeringKey key, ServiceNode node) {
        return ServiceRoutes.policyName(key.color()).equals(node.routePolicy());
    }

    /** With the failures of the writes, by service id, as the reasons of the others where there is one. */
    ServiceSelection explainedBy(Map<String, StepFailure> failures, ServiceDirectory all) {
        return new ServiceSelection(
                names,
                chosen,
                others.stream().map(other -> explained(other, failures, all)).toList());
    }

    private static NotSteered explained(NotSteered other, Map<String, StepFailure> failures, ServiceDirectory all) {
        return all.called(other.service())
                .map(service -> failures.get(service.id()))
                .map(failure -> new NotSteered(
                        other.service(), NotSteeredReason.of(failure.code().wire())))
                .orElse(other);
    }

    /** Why the others were not chosen, by the name under which they were requested. */
    Map<String, String> reasons() {
        var reasons = new TreeMap<String, String>();
        others.forEach(other -> reasons.put(other.service(), other.reason().wire()));
        return reasons;
    }

    /** Ids of the chosen. */
    List<String> serviceIds() {
        return chosen.stream().map(Service::id).toList();
    }

    /** Services beside the chosen ones whose traffic the policy carries now. */
    List<String> collateral(SteeringKey key, ServiceDirectory all) {
        return all.riding(key).stream()
                .map(Service::id)
                .filter(id -> chosen.stream().noneMatch(s -> s.id().equals(id)))
                .sorted()
                .toList();
    }
}

package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.southbound.ServiceRoutes;
import io.cemfleet.tunnel.southbound.ServiceRoutes.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which services a tunnel can carry, and which others come along. */
record ServiceSelection(List<String> asked, List<Service> steerable) {

    /** Those asked for whose routes carry the colour, or can be given it without touching a customer's colour. */
    static ServiceSelection of(Tunnel tunnel, List<String> asked, List<Service> all) {
        var names = new ArrayList<String>();
        var steerable = new ArrayList<Service>();
        for (String name : asked) {
            Optional<Service> service = all.stream()
                    .filter(s -> s.id().equals(name) || s.name().equals(name))
                    .filter(s -> steers(tunnel, s))
                    .findFirst();
            if (service.isPresent()) {
                names.add(name);
                steerable.add(service.get());
            }
        }
        return new ServiceSelection(List.copyOf(names), List.copyOf(steerable));
    }

    private static boolean steers(Tunnel tunnel, Service service) {
        SteeringKey key = tunnel.key();
        if (!tunnel.fleetColored()) {
            return service.rides(key.headEnd(), key.endPoint(), key.color());
        }
        return service.at(key.headEnd()).isPresent()
                && service.at(key.endPoint())
                        .filter(node -> node.routePolicy() == null
                                || node.routePolicy().equals(ServiceRoutes.policyName(key.color())))
                        .isPresent();
    }

    /** Services beside the selected ones that ride the policy now. */
    List<String> collateral(SteeringKey key, List<Service> all) {
        return all.stream()
                .filter(s -> s.rides(key.headEnd(), key.endPoint(), key.color()))
                .map(Service::id)
                .filter(id -> steerable.stream().noneMatch(s -> s.id().equals(id)))
                .sorted()
                .toList();
    }
}

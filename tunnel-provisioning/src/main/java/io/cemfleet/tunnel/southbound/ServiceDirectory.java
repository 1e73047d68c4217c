package io.cemfleet.tunnel.southbound;

import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.southbound.ServiceRoutes.Service;
import io.cemfleet.tunnel.southbound.ServiceRoutes.ServiceNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every service with its nodes, indexed once a read by id, by name and by the colour of its routes. */
public final class ServiceDirectory {
    private final Map<String, Service> byId = new HashMap<>();
    private final Map<String, Service> byName = new HashMap<>();
    private final Map<ExportedColor, List<Service>> byColor = new HashMap<>();

    private record ExportedColor(String endPoint, int color) {}

    public ServiceDirectory(List<Service> services) {
        for (Service service : services) {
            byId.putIfAbsent(service.id(), service);
            byName.putIfAbsent(service.name(), service);
            service.nodes().forEach(node -> addColor(service, node));
        }
    }

    private void addColor(Service service, ServiceNode node) {
        if (node.node() != null && node.color() != null) {
            byColor.computeIfAbsent(new ExportedColor(node.node(), node.color()), first -> new ArrayList<>())
                    .add(service);
        }
    }

    /** The service of an id. */
    public Optional<Service> withId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The service of an id, else of a name. */
    public Optional<Service> called(String idOrName) {
        return withId(idOrName).or(() -> Optional.ofNullable(byName.get(idOrName)));
    }

    /** The services whose traffic from the head-end to the end-point carries the colour. */
    public List<Service> riding(SteeringKey key) {
        return byColor.getOrDefault(new ExportedColor(key.endPoint(), key.color()), List.of()).stream()
                .filter(service -> service.rides(key.headEnd(), key.endPoint(), key.color()))
                .toList();
    }
}

package io.cemfleet.tunnel.southbound;

import io.cemfleet.tunnel.policy.StepOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The colours on services' routes. */
public interface ServiceRoutes {

    /** Every service with its nodes. */
    StepOutcome<ServiceDirectory> services();

    /** The colours of all route policies, by their names. */
    StepOutcome<Map<String, Integer>> policies();

    /**
     * Colours what the services' nodes export: one, or several in one transaction, of which all or none are coloured.
     *
     * @param fresh colours whose route policies are to be created before
     */
    StepOutcome<Boolean> color(List<ColoredExport> exports, Set<Integer> fresh);

    /** Removes the route policies from the services' nodes, of several in one transaction; done when they had none. */
    StepOutcome<Boolean> uncolor(List<ColoredExport> exports);

    /** Removes the route policies of colours, several in one transaction; done when they were not there. */
    StepOutcome<Boolean> dropColors(Set<Integer> colors);

    /** The name of the fleet's route policy of a colour. */
    static String policyName(int color) {
        return "cem-fleet-color-" + color;
    }

    record Service(String id, String name, List<ServiceNode> nodes) {

        public Optional<ServiceNode> at(String node) {
            return nodes.stream().filter(n -> node.equals(n.node())).findFirst();
        }

        /** Whether traffic from the head-end to the end-point carries the colour. */
        public boolean rides(String headEnd, String endPoint, int color) {
            return at(headEnd).isPresent()
                    && at(endPoint)
                            .filter(n -> Integer.valueOf(color).equals(n.color()))
                            .isPresent();
        }
    }

    /** What a service's node exports, with the fleet's colour that it has or is to have. */
    record ColoredExport(String serviceId, ServiceNode node, int color) {

        /** Whether the node exports with the fleet's route policy of the colour. */
        public boolean standsIn(ServiceDirectory services) {
            return services.withId(serviceId)
                    .flatMap(service -> service.nodes().stream()
                            .filter(there -> there.hostname().equals(node.hostname()))
                            .findFirst())
                    .filter(there -> policyName(color).equals(there.routePolicy()))
                    .isPresent();
        }
    }

    /**
     * @param node router slug, absent when the topology does not have it
     * @param routePolicy on its exported routes, absent when plain IGP
     */
    record ServiceNode(String hostname, @Nullable String node, @Nullable String routePolicy, @Nullable Integer color) {}
}

package io.cemfleet.tunnel.southbound;

import io.cemfleet.tunnel.policy.StepOutcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The colours on services' routes. */
public interface ServiceRoutes {

    /** Every service with its nodes. */
    StepOutcome<ServiceDirectory> services();

    /** Creates the fleet's route policy of a colour; {@code not_ours} when the name stands for another colour. */
    StepOutcome<Boolean> ensureColor(int color);

    /** Removes the route policy of a colour; done when it was not there. */
    StepOutcome<Boolean> dropColor(int color);

    /** Colours what the service's node exports. */
    StepOutcome<Boolean> color(String serviceId, ServiceNode node, int color);

    /** Removes the route policy from the service's node; done when it had none. */
    StepOutcome<Boolean> uncolor(String serviceId, ServiceNode node);

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

    /**
     * @param node router slug, absent when the topology does not have it
     * @param routePolicy on its exported routes, absent when plain IGP
     */
    record ServiceNode(String hostname, @Nullable String node, @Nullable String routePolicy, @Nullable Integer color) {}
}

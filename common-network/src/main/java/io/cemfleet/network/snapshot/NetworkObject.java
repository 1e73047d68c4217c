package io.cemfleet.network.snapshot;

import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.Router;
import java.time.Instant;
import java.util.List;

/** One object of the network, as it is shared between agents. Two objects are equal when nothing has changed. */
public sealed interface NetworkObject {

    /** What the object is called among all others. */
    ObjectKey key();

    record NodeObject(Router router) implements NetworkObject {
        @Override
        public ObjectKey key() {
            return new ObjectKey(ObjectKind.NODE, router.id());
        }
    }

    /** @param directions none while the link is configured and its adjacency is down */
    record LinkObject(String id, List<LinkDirection> directions) implements NetworkObject {

        public LinkObject {
            directions = List.copyOf(directions);
        }

        @Override
        public ObjectKey key() {
            return new ObjectKey(ObjectKind.LINK, id);
        }
    }

    record PolicyObject(SrPolicy policy) implements NetworkObject {
        @Override
        public ObjectKey key() {
            return key(policy.key());
        }

        /** The name of a policy's object. */
        public static ObjectKey key(PolicyKey policy) {
            return new ObjectKey(ObjectKind.POLICY, policy.toString());
        }
    }

    record ServiceObject(VpnService service) implements NetworkObject {
        @Override
        public ObjectKey key() {
            return new ObjectKey(ObjectKind.SERVICE, service.vpnId());
        }
    }

    /** @param readAt no later than the moment that its utilisation describes */
    record LinkLoad(LinkMeasurement measured, Instant readAt) implements NetworkObject {
        @Override
        public ObjectKey key() {
            return key(measured.linkId(), measured.from());
        }

        static ObjectKey key(String linkId, String from) {
            return new ObjectKey(ObjectKind.MEASUREMENT, "link/" + linkId + "/" + from);
        }
    }

    /** @param readAt no later than the moment that the measurement describes */
    record PolicyLoad(PolicyMeasurement measured, Instant readAt) implements NetworkObject {
        @Override
        public ObjectKey key() {
            return key(measured.key());
        }

        static ObjectKey key(PolicyKey policy) {
            return new ObjectKey(ObjectKind.MEASUREMENT, "policy/" + policy);
        }
    }
}

package io.cemfleet.network.snapshot;

import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.policy.CandidatePath;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyType;
import io.cemfleet.network.policy.SegmentList;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnNode;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.snapshot.NetworkObject.LinkLoad;
import io.cemfleet.network.snapshot.NetworkObject.LinkObject;
import io.cemfleet.network.snapshot.NetworkObject.NodeObject;
import io.cemfleet.network.snapshot.NetworkObject.PolicyObject;
import io.cemfleet.network.snapshot.NetworkObject.ServiceObject;
import io.cemfleet.network.topology.LinkDirection;
import java.util.ArrayList;
import java.util.List;

/** A ring of routers with chords: its objects by number. */
record GeneratedCarrier(int routers) {

    static final int CHORDS = 4;

    NodeObject node(int number) {
        return new NodeObject(NetworkFixtures.router(name(number), number + 1));
    }

    /** A link of the ring, or beyond its size a chord. */
    LinkObject link(int number, int metric) {
        int a = number % routers;
        int span = number / routers + 1;
        int z = (a + span) % routers;
        var id = "link-" + number;
        return new LinkObject(
                id,
                NetworkFixtures.link(
                        id, name(a), 2 * span, name(z), 2 * span + 1, metric, 1 + number % 7, number % 50));
    }

    /** From a router to one some steps away, by its node SID. */
    PolicyObject policy(int number, int preference) {
        int head = number % routers;
        int end = (head + 1 + number / routers % (routers - 1)) % routers;
        var list = new SegmentList(1, List.of(NetworkFixtures.node(end + 1)));
        return new PolicyObject(new SrPolicy(
                new PolicyKey(slug(head), slug(end), 100 + number / routers),
                null,
                true,
                PolicyType.REGULAR,
                false,
                List.of(new CandidatePath(
                        preference, "p" + number, CandidatePath.PathKind.DYNAMIC, true, null, List.of(list), true))));
    }

    /** Rides the policy of the same number. */
    ServiceObject service(int number, String customer) {
        var key = policy(number, 100).policy().key();
        return new ServiceObject(new VpnService(
                "vpn-" + number,
                "vpn " + number,
                customer,
                "",
                "any-to-any",
                List.of(vpnNode(key.headEnd(), null), vpnNode(key.endPoint(), key.color()))));
    }

    LinkLoad load(int link, double utilisation, long second) {
        var direction = link(link, 10).directions().getFirst();
        return load(direction, utilisation, second);
    }

    private static LinkLoad load(LinkDirection direction, double utilisation, long second) {
        var at = NetworkFixtures.NOW.plusSeconds(second);
        return new LinkLoad(
                new LinkMeasurement(
                        direction.linkId(), direction.from(), direction.to(), 1.0, 0.1, 0.0, utilisation, at),
                at);
    }

    /** Everything, with this many links and policies. */
    List<NetworkObject> objects(int links, int policies) {
        var all = new ArrayList<NetworkObject>();
        for (int i = 0; i < routers; i++) {
            all.add(node(i));
        }
        for (int i = 0; i < links; i++) {
            all.add(link(i, 10));
            all.add(load(i, 0.3, 0));
        }
        for (int i = 0; i < policies; i++) {
            all.add(policy(i, 100));
            all.add(service(i, "ACME"));
        }
        return all;
    }

    private static VpnNode vpnNode(String slug, @org.jspecify.annotations.Nullable Integer color) {
        return new VpnNode(slug, slug, null, List.of(), color == null ? null : "color-" + color, color);
    }

    private static String name(int number) {
        return "R" + number;
    }

    private static String slug(int number) {
        return "r" + number;
    }
}

package io.cemfleet.tunnel;

import io.cemfleet.a2a.contract.Approval;
import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.a2a.contract.OriginalPath;
import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.SegmentType;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.cnc.FakeVpnServices;
import io.cemfleet.cnc.nso.NsoCandidatePath;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.cnc.nso.RoutePolicy;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.topology.LabelRange;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import io.cemfleet.tunnel.policy.AutomationCaps;
import io.cemfleet.tunnel.policy.PlannedPath;
import io.cemfleet.tunnel.policy.TunnelSegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only place that makes sample data: Frankfurt to Vienna, Prague's side degraded, Munich's side free. */
final class TunnelFixtures {
    static final String FIRST_TUNNEL = "sr-policy-frankfurt-vienna-protect-001";
    static final int COLOR = 100;

    private TunnelFixtures() {}

    static ComputedPath overMunich() {
        return path(List.of("frankfurt-munich", "munich-vienna"), segment(16004, "munich"), segment(16003, "vienna"));
    }

    static ComputedPath overPrague() {
        return path(List.of("frankfurt-prague", "prague-vienna"), segment(16002, "prague"), segment(16003, "vienna"));
    }

    static ComputedPath path(List<String> links, PathSegment... segments) {
        return new ComputedPath(
                List.of("frankfurt", "vienna"), links, List.of(segments), links.size(), 6.5, 20, 20, null, null);
    }

    static PathSegment segment(int sid, String node) {
        return PathSegment.mpls(SegmentType.NODE, sid, node, null);
    }

    static OriginalPath original() {
        return new OriginalPath(
                List.of("frankfurt-prague", "prague-vienna"),
                List.of(segment(16002, "prague"), segment(16003, "vienna")));
    }

    static ProvisionTunnel.Request request(String incidentId, @Nullable Integer color, long revision) {
        return request(incidentId, color, revision, overMunich(), null);
    }

    static ProvisionTunnel.Request request(
            String incidentId, @Nullable Integer color, long revision, ComputedPath path, @Nullable TeType teType) {
        return new ProvisionTunnel.Request(
                incidentId,
                "frankfurt>vienna#" + color,
                "frankfurt",
                "vienna",
                color,
                teType,
                path,
                original(),
                List.of(color == null ? "plain" : "acme"),
                revision,
                List.of("frankfurt-prague"),
                null,
                null);
    }

    static ProvisionTunnel.Request carrying(
            ProvisionTunnel.Request requested, @Nullable Double demandMbps, String... services) {
        return with(requested, List.of(services), null, demandMbps);
    }

    static ProvisionTunnel.Request approved(ProvisionTunnel.Request requested, Approval approval) {
        return with(requested, requested.services(), approval, null);
    }

    private static ProvisionTunnel.Request with(
            ProvisionTunnel.Request requested,
            List<String> services,
            @Nullable Approval approval,
            @Nullable Double demandMbps) {
        return new ProvisionTunnel.Request(
                requested.incidentId(),
                requested.protectionKey(),
                requested.headEnd(),
                requested.endPoint(),
                requested.color(),
                requested.teType(),
                requested.path(),
                requested.originalPath(),
                services,
                requested.planRevision(),
                requested.avoidLinks(),
                approval,
                demandMbps);
    }

    /** Straight to Vienna from any router but Vienna, away from the degraded link. */
    static ProvisionTunnel.Request straight(String incidentId, String headEnd) {
        return new ProvisionTunnel.Request(
                incidentId,
                headEnd + ">vienna#" + COLOR,
                headEnd,
                "vienna",
                COLOR,
                null,
                new ComputedPath(
                        List.of(headEnd, "vienna"),
                        List.of(headEnd + "-vienna"),
                        List.of(segment(16003, "vienna")),
                        1,
                        6.5,
                        20,
                        20,
                        null,
                        null),
                original(),
                List.of("acme"),
                1,
                List.of("frankfurt-zurich"),
                null,
                null);
    }

    static AutomationCaps caps(int maxTunnels, int maxServices, double maxGbps, int maxChanges) {
        return new AutomationCaps(maxTunnels, 100, maxServices, maxGbps, maxChanges, 1000);
    }

    /** The customer's own policy: dynamic, preference 100. */
    static NsoPolicy customerPolicy() {
        return new NsoPolicy(
                "acme-gold", "frankfurt", "vienna", COLOR, null, List.of(new NsoCandidatePath.Dynamic(100, "igp")));
    }

    /** The small network with a short SRLB and a small SID depth at Frankfurt. */
    static NetworkTopology frankfurtWith(int firstLabel, int lastLabel, int sidDepth) {
        NetworkTopology network = NetworkFixtures.topology();
        return NetworkTopology.of(
                network.routers().stream()
                        .map(r -> r.id().equals("frankfurt")
                                ? new Router(
                                        r.id(),
                                        r.hostname(),
                                        r.routerId(),
                                        r.srgb(),
                                        new LabelRange(firstLabel, lastLabel),
                                        sidDepth,
                                        r.nodeSid())
                                : r)
                        .toList(),
                network.directions(),
                network.readAt());
    }

    /** The small network without one of its routers. */
    static NetworkTopology without(String router) {
        NetworkTopology network = NetworkFixtures.topology();
        return NetworkTopology.of(
                network.routers().stream().filter(r -> !r.id().equals(router)).toList(),
                network.directions().stream()
                        .filter(d -> !d.from().equals(router) && !d.to().equals(router))
                        .toList(),
                network.readAt());
    }

    /** Another path for the tunnel of the first incident: by Zurich, at plan revision 2. */
    static ProvisionTunnel.Request overZurich() {
        ComputedPath path = path(
                List.of("frankfurt-zurich", "munich-zurich", "munich-vienna"),
                segment(16005, "zurich"),
                segment(16003, "vienna"));
        return request("INC-2026-0001", COLOR, 2, path, null);
    }

    /** The path of a plan over Munich, as the agent keeps it. */
    static PlannedPath munich() {
        return planned(List.of("frankfurt-munich", "munich-vienna"), 16004, "munich");
    }

    static PlannedPath prague() {
        return planned(List.of("frankfurt-prague", "prague-vienna"), 16002, "prague");
    }

    static PlannedPath zurich() {
        return planned(List.of("frankfurt-zurich", "munich-zurich", "munich-vienna"), 16005, "zurich");
    }

    private static PlannedPath planned(List<String> links, int label, String node) {
        return new PlannedPath(
                links,
                List.of(
                        new TunnelSegment(false, SegmentId.label(label), node, null),
                        new TunnelSegment(false, SegmentId.label(16003), "vienna", null)),
                List.of());
    }

    /** Nothing is reserved, written or controlled. */
    static void emptyFleet(JdbcClient jdbc) {
        jdbc.sql(
                        """
                        truncate tunnel, tunnel_number, incident_plan, binding_sid, fleet_color, colored_route, head_end_lock,
                            tunnel_change, change_freeze, write_verdict, reconciliation_finding
                        cascade""")
                .update();
        jdbc.sql("update control set stopped = false, protected_nodes = '{}', caps = null")
                .update();
    }

    /** Two services on the customer's colour, and one without. */
    static void resetServices(FakeVpnServices vpns) {
        vpns.reset(List.of());
        vpns.routePolicies.put("gold-100", new RoutePolicy("gold-100", 100, List.of()));
        vpns.service("acme", "gold-100", "Frankfurt", "Vienna");
        vpns.service("beta", "gold-100", "Frankfurt", "Vienna", "Zurich");
        vpns.service("plain", null, "Frankfurt", "Vienna", "Zurich");
    }
}

package io.cemfleet.restoration;

import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.OriginalPath;
import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.a2a.contract.SegmentType;
import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.restoration.watch.WatchState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sample data over the small network: traffic from Frankfurt to Vienna that left Prague for Munich. */
public final class RestorationFixtures {
    public static final String INCIDENT = "INC-2026-0001";
    public static final String TUNNEL = "sr-policy-frankfurt-vienna-protect-001";
    public static final List<String> OVER_PRAGUE = List.of("frankfurt-prague", "prague-vienna");
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final UUID TASK = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private RestorationFixtures() {}

    /** The packaged times. */
    public static RestorationSettings settings() {
        return new RestorationSettings(
                Duration.ofSeconds(30),
                3,
                Map.of(
                        "platinum", Duration.ofSeconds(30),
                        "gold", Duration.ofSeconds(60),
                        "silver", Duration.ofSeconds(120),
                        "bronze", Duration.ofSeconds(300)),
                Duration.ofHours(1),
                List.of(75, 50, 25, 0),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                5,
                Duration.ofSeconds(2),
                Duration.ofMinutes(5));
    }

    /** The packaged times beside this measuring interval. */
    public static SlaSettings sla(Duration measuringInterval) {
        return new SlaSettings(
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                measuringInterval,
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                Duration.ofMinutes(3),
                0.5);
    }

    public static MonitorRestoration.Request request(String incident, long plan, String... tunnels) {
        return request(incident, plan, SlaTier.PLATINUM, OVER_PRAGUE, tunnels);
    }

    public static MonitorRestoration.Request request(
            String incident, long plan, SlaTier tier, List<String> links, String... tunnels) {
        return new MonitorRestoration.Request(
                incident,
                List.of(tunnels).stream().map(tunnel -> watched(tunnel, links)).toList(),
                tier,
                CutoverMode.GRADUAL,
                List.of("frankfurt-prague"),
                0,
                plan,
                null,
                null);
    }

    /** The same, of an incident whose cause is known to be load. */
    public static MonitorRestoration.Request causedByLoad(MonitorRestoration.Request request) {
        return new MonitorRestoration.Request(
                request.incidentId(),
                request.protections(),
                request.slaTier(),
                request.cutoverMode(),
                request.degradedLinks(),
                request.relapses(),
                request.planRevision(),
                request.callbackUrl(),
                true);
    }

    /** A watched tunnel from Frankfurt to Vienna, over these links before. */
    public static MonitorRestoration.WatchedProtection watched(
            List<String> links, @Nullable Integer color, @Nullable Double demandMbps) {
        return WatchedProtectionBuilder.like(watched(TUNNEL, links))
                .color(color)
                .demandMbps(demandMbps)
                .build();
    }

    /** A watch over one such tunnel. */
    public static WatchState.Watching watch(MonitorRestoration.WatchedProtection watched) {
        MonitorRestoration.Request usual = request(INCIDENT, 1, TUNNEL);
        return (WatchState.Watching) WatchState.begin(
                new MonitorRestoration.Request(
                        INCIDENT,
                        List.of(watched),
                        usual.slaTier(),
                        usual.cutoverMode(),
                        usual.degradedLinks(),
                        0,
                        1,
                        null,
                        null),
                TASK,
                NOW,
                null);
    }

    /** A watch over these tunnels, all protected. */
    public static WatchState.Watching watchOver(String... tunnels) {
        return (WatchState.Watching) WatchState.begin(request(INCIDENT, 1, tunnels), TASK, NOW, null);
    }

    public static WatchState.Watching watch() {
        return watch(OVER_PRAGUE);
    }

    public static WatchState.Watching watch(List<String> links) {
        return (WatchState.Watching)
                WatchState.begin(request(INCIDENT, 1, SlaTier.PLATINUM, links, TUNNEL), TASK, NOW, null);
    }

    /** The same watch once its hold is over: all its tunnels return. */
    public static WatchState.CuttingOver cuttingOver(WatchState.Watching watch) {
        return watch.hold(NOW).cutOver(Set.copyOf(watch.tunnels().ids()));
    }

    /** What tunnel-provisioning answers to a shift that it carried out. */
    public static Map<String, Object> shifted(int protection) {
        Map<String, Integer> weights = Map.of("protection_weight", protection, "original_weight", 100 - protection);
        return Map.of("weights_requested", weights, "weights_in_force", weights, "cutover_method", "weights");
    }

    public static Map<String, Object> deleted(boolean deleted) {
        return Map.of("deleted", deleted, "binding_sid_released", deleted);
    }

    /** The waves of tunnel-provisioning are answered item by item, as one shift or one deletion is. */
    public static PeerStub waves(PeerStub peers) {
        return peers.wave("shift_tunnels", "shift_traffic").wave("delete_tunnels", "delete_tunnel");
    }

    /** Gives up after a while, so that no test hangs. */
    public static void waitFor(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The segment list of a path over Prague; other paths are those of the IGP. */
    private static @Nullable List<PathSegment> segments(List<String> links) {
        if (!links.containsAll(OVER_PRAGUE) || links.contains("frankfurt-munich")) {
            return null;
        }
        return links.equals(OVER_PRAGUE)
                ? List.of(
                        PathSegment.mpls(SegmentType.ADJACENCY, 30000, "prague", "frankfurt-prague"),
                        PathSegment.mpls(SegmentType.ADJACENCY, 30001, "vienna", "prague-vienna"))
                : List.of(
                        PathSegment.mpls(SegmentType.NODE, 16002, "prague", null),
                        PathSegment.mpls(SegmentType.NODE, 16003, "vienna", null));
    }

    /** The same request, each tunnel with what the plan expected of these links. */
    public static MonitorRestoration.Request predicting(
            MonitorRestoration.Request request, PlacementPrediction.LoadedLink... links) {
        PlacementPrediction prediction = new PlacementPrediction(
                new IncidentView.SlaValues(257.0, 0.4, 0.0),
                new IncidentView.SlaValues(6.5, 0.4, 0.0),
                500.0,
                List.of(links));
        return with(request, watched -> WatchedProtectionBuilder.like(watched)
                .prediction(prediction)
                .build());
    }

    /** A tunnel on a path over these links, in this version, that was steered at some moment. */
    public static MonitorRestoration.WatchedProtection onPath(
            MonitorRestoration.WatchedProtection watched, List<String> links, long version, Instant steeredAt) {
        ComputedPath path = watched.protectionPath();
        return WatchedProtectionBuilder.like(watched)
                .protectionPath(new ComputedPath(path.nodes(), links, List.of(), 2, 6.5, 20, 20, null, TeType.SR_MPLS))
                .pathVersion(version)
                .build()
                .withSteeredAt(steeredAt);
    }

    /** A tunnel whose traffic came over Zurich and Munich. */
    public static MonitorRestoration.WatchedProtection overZurich(MonitorRestoration.WatchedProtection watched) {
        OriginalPath original = new OriginalPath(
                List.of("frankfurt-zurich", "munich-zurich", "munich-vienna"),
                List.of(
                        PathSegment.mpls(SegmentType.NODE, 16005, "zurich", null),
                        PathSegment.mpls(SegmentType.NODE, 16003, "vienna", null)));
        return WatchedProtectionBuilder.like(watched)
                .originalPath(original)
                .slaLimits(new SlaLimits(40, 10, 0.1))
                .build();
    }

    /** The same request with each tunnel changed. */
    public static MonitorRestoration.Request with(
            MonitorRestoration.Request request, UnaryOperator<MonitorRestoration.WatchedProtection> change) {
        return new MonitorRestoration.Request(
                request.incidentId(),
                request.protections().stream().map(change).toList(),
                request.slaTier(),
                request.cutoverMode(),
                request.degradedLinks(),
                request.relapses(),
                request.planRevision(),
                request.callbackUrl(),
                request.loadCaused());
    }

    private static MonitorRestoration.WatchedProtection watched(String tunnel, List<String> links) {
        ComputedPath protection = new ComputedPath(
                List.of("frankfurt", "munich", "vienna"),
                List.of("frankfurt-munich", "munich-vienna"),
                List.of(),
                2,
                6.5,
                20,
                20,
                null,
                TeType.SR_MPLS);
        return new MonitorRestoration.WatchedProtection(
                tunnel,
                new OriginalPath(links, segments(links)),
                protection,
                List.of("L3VPN-1"),
                new SlaLimits(12, 10, 0.1),
                100,
                500.0,
                null,
                null,
                null,
                null);
    }
}

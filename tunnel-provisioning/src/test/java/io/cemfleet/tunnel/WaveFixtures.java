package io.cemfleet.tunnel;

import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.DeleteTunnels;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.ProvisionTunnels;
import io.cemfleet.a2a.contract.ShiftTraffic;
import io.cemfleet.a2a.contract.ShiftTunnels;
import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.a2a.contract.SteerTunnels;
import io.cemfleet.a2a.contract.WaveItem;
import io.cemfleet.cnc.FakeVpnServices;
import io.cemfleet.cnc.nso.NsoCandidatePath;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.cnc.nso.RoutePolicy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Waves of tunnels to Vienna from all other routers in turn, each of a colour and a service of its own. */
final class WaveFixtures {
    static final String INCIDENT = "INC-2026-0001";
    private static final List<String> HEAD_ENDS = List.of("Frankfurt", "Munich", "Prague", "Zurich");
    private static final int FIRST_COLOR = 1000;

    private WaveFixtures() {}

    /** Gives each item of a wave a customer's policy and a service whose routes carry its colour. */
    static void customers(FakeCnc cnc, FakeVpnServices vpns, int size) {
        IntStream.range(0, size).forEach(i -> {
            int color = FIRST_COLOR + i;
            cnc.policies.put(
                    "customer-" + color,
                    new NsoPolicy(
                            "customer-" + color,
                            headEnd(i),
                            "vienna",
                            color,
                            null,
                            List.of(new NsoCandidatePath.Dynamic(100, "igp"))));
            vpns.routePolicies.put("color-" + color, new RoutePolicy("color-" + color, color, List.of()));
            vpns.service("service-" + color, "color-" + color, HEAD_ENDS.get(i % HEAD_ENDS.size()), "Vienna");
        });
    }

    static String headEnd(int item) {
        return HEAD_ENDS.get(item % HEAD_ENDS.size()).toLowerCase(Locale.ROOT);
    }

    static ProvisionTunnels.Request provision(String incident, int size) {
        return new ProvisionTunnels.Request(
                incident,
                1,
                IntStream.range(0, size)
                        .mapToObj(i -> new WaveItem<>("item " + i, protection(incident, i)))
                        .toList());
    }

    /** Services without a colour from each head-end to Vienna. */
    static void plainServices(FakeVpnServices vpns, int headEnds, int services) {
        for (int i = 0; i < headEnds; i++) {
            for (String name : plainNames(i, services)) {
                vpns.service(name, null, HEAD_ENDS.get(i), "Vienna");
            }
        }
    }

    static List<String> plainNames(int headEnd, int services) {
        return IntStream.range(0, services)
                .mapToObj(service -> "plain-" + headEnd + '-' + service)
                .toList();
    }

    /** A tunnel for the services without a colour of each head-end. */
    static ProvisionTunnels.Request provisionPlain(int headEnds, int services) {
        return new ProvisionTunnels.Request(
                INCIDENT,
                1,
                IntStream.range(0, headEnds)
                        .mapToObj(i ->
                                new WaveItem<>("item " + i, protection(INCIDENT, i, null, plainNames(i, services))))
                        .toList());
    }

    static SteerTunnels.Request steerPlain(List<String> tunnels, int services) {
        return new SteerTunnels.Request(
                INCIDENT,
                1,
                IntStream.range(0, tunnels.size())
                        .mapToObj(i -> new WaveItem<>(
                                "item " + i,
                                new SteerTraffic.Request(tunnels.get(i), plainNames(i, services), 1, null, null)))
                        .toList());
    }

    private static ProvisionTunnel.Request protection(String incident, int item) {
        int color = FIRST_COLOR + item;
        return protection(incident, item, color, List.of("service-" + color));
    }

    private static ProvisionTunnel.Request protection(
            String incident, int item, @Nullable Integer color, List<String> services) {
        ProvisionTunnel.Request straight = TunnelFixtures.straight(incident, headEnd(item));
        return new ProvisionTunnel.Request(
                incident,
                headEnd(item) + ">vienna#" + color,
                headEnd(item),
                "vienna",
                color,
                null,
                straight.path(),
                straight.originalPath(),
                services,
                1,
                straight.avoidLinks(),
                null,
                10.0);
    }

    static SteerTunnels.Request steer(List<String> tunnels) {
        return new SteerTunnels.Request(
                INCIDENT,
                1,
                IntStream.range(0, tunnels.size())
                        .mapToObj(i -> new WaveItem<>(
                                "item " + i,
                                new SteerTraffic.Request(
                                        tunnels.get(i), List.of("service-" + (FIRST_COLOR + i)), 1, null, null)))
                        .toList());
    }

    static ShiftTunnels.Request shift(List<String> tunnels, int protection) {
        return new ShiftTunnels.Request(
                INCIDENT,
                1,
                tunnels.stream()
                        .map(name ->
                                new WaveItem<>(name, new ShiftTraffic.Request(name, protection, 100 - protection, 1)))
                        .toList());
    }

    static DeleteTunnels.Request delete(String incident, List<String> tunnels) {
        return new DeleteTunnels.Request(
                incident,
                1,
                tunnels.stream()
                        .map(name -> new WaveItem<>(name, new DeleteTunnel.Request(name, 1)))
                        .toList());
    }

    /** Calls to the controller but reads of the topology. */
    static int calls(FakeCnc cnc) {
        return cnc.calls.entrySet().stream()
                .filter(call -> !call.getKey().equals("topology"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}

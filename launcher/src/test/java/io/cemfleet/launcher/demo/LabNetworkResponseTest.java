package io.cemfleet.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.launcher.client.LabNetworkResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabNetworkResponseTest {
    @Test
    void theBusiestLinkCarriesAPlatinumService() {
        var network = network(10);

        assertThat(network.busiest(Set.of())).contains("a-b");
        assertThat(network.busiest(Set.of("a-b"))).isEmpty();
    }

    @Test
    void aBranchWithoutTrafficDoesNotRide() {
        assertThat(network(10).riding("b-c"))
                .extracting(LabNetworkResponse.Service::id)
                .containsExactly("two", "three");
    }

    @Test
    void aServiceIsAffectedUntilItsLatencyFalls() {
        var watch = new LatencyMonitor(network(10), "a-b");
        assertThat(watch.risen()).isFalse();

        watch.look(network(260));
        assertThat(watch.risen()).isTrue();
        assertThat(watch.stillSuffering()).containsExactly("one");

        watch.look(network(20));
        assertThat(watch.stillSuffering()).isEmpty();
        assertThat(watch.table()).hasSize(2).last().asString().contains("10.0", "260.0", "20.0");
    }

    private static LabNetworkResponse network(double latency) {
        return new LabNetworkResponse(
                List.of(
                        new LabNetworkResponse.Link("a-b", true, List.of()),
                        new LabNetworkResponse.Link("b-c", true, List.of())),
                List.of(
                        new LabNetworkResponse.Service(
                                "one", "platinum", null, List.of(route("a-b", 1), route("b-c", 0)), latency, 0),
                        new LabNetworkResponse.Service("two", "gold", null, List.of(route("b-c", 1)), 5.0, 0),
                        new LabNetworkResponse.Service("three", "bronze", null, List.of(route("b-c", 0.5)), 5.0, 0)),
                List.of());
    }

    private static LabNetworkResponse.Route route(String link, double share) {
        return new LabNetworkResponse.Route(List.of(link), share);
    }
}

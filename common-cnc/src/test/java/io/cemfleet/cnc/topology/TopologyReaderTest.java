package io.cemfleet.cnc.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cemfleet.cnc.CncJsonAnswers;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.topology.LabelRange;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopologyReaderTest {

    /** Two routers; metrics as texts, prefixes mixed, a layer-2 twin in one direction, an unknown router at the end. */
    private static final String SAMPLE =
            """
            {"ietf-network-state:networks":{"network":[{"network-id":"n",
              "node":[
                {"node-id":"PE 1","ietf-network-topology-state:termination-point":[
                   {"tp-id":"Gi0","cisco-crosswork-topology-state:termination-point-attributes":
                     {"l3-termination-point-attributes":{"ip-address":["10.1.1.1"]}}}],
                 "ietf-l3-unicast-topology-state:l3-node-attributes":{"router-id":"10.0.0.1",
                   "ietf-sr-mpls-topology-state:sr-mpls":{"srgb":{"lower-bound":"16000","upper-bound":23999},"msd":10},
                   "prefix":[{"prefix":"10.0.0.9/32","ietf-sr-mpls-topology-state:sr-mpls":[{"start-sid":9}]},
                             {"prefix":"10.0.0.1/32","ietf-sr-mpls-topology-state:sr-mpls":
                               [{"algorithm-value":128,"start-sid":801},
                                {"algorithm-value":0,"value-type":"index","start-sid":1,"is-node":true}]}]}},
                {"node-id":"pe-1","l3-node-attributes":{"router-id":["10.0.0.2"]}},
                {"node-id":"switch"}],
              "ietf-network-topology-state:link":[
                {"link-id":"PE 1 : Gi0 : pe-1 : Gi0 : ISIS_IPV4_L2",
                 "source":{"source-node":"PE 1","source-tp":"Gi0"},
                 "destination":{"dest-node":"pe-1","dest-tp":"Gi0"},
                 "ietf-l3-unicast-topology-state:l3-link-attributes":{"metric1":"10",
                   "ietf-sr-mpls-topology-state:sr-mpls":{"sids":[{"sid":5,"value-type":"index"},{"sid":24003}]},
                   "cisco-crosswork-l3-te-topology:l3-link-attributes":{"srlg":[7,3],"administrative-group":4294967295}}},
                {"link-id":"PE 1 : Gi0 : pe-1 : Gi0 : ETHERNET",
                 "source":{"source-node":"PE 1","source-tp":"Gi0"},
                 "destination":{"dest-node":"pe-1","dest-tp":"Gi0"},
                 "ietf-l2-topology-state:l2-link-attributes":{"rate":10000000,"delay":1500}},
                {"link-id":"pe-1 : Gi0 : PE 1 : Gi0 : ISIS_IPV4_L2",
                 "source":{"source-node":"pe-1","source-tp":"Gi0"},
                 "destination":{"dest-node":"PE 1","dest-tp":"Gi0"},
                 "ietf-l3-unicast-topology-state:l3-link-attributes":{"metric1":20,"metric2":"30"}},
                {"link-id":"gone","source":{"source-node":"gone","source-tp":"x"},
                 "destination":{"dest-node":"PE 1","dest-tp":"y"},
                 "ietf-l3-unicast-topology-state:l3-link-attributes":{"metric1":20}}]}]}}
            """;

    @Test
    void theVendorsFormBecomesOurs() throws Exception {
        var topology = read(SAMPLE);

        assertThat(topology.routers()).extracting(Router::id).containsExactly("pe-1", "pe-1-2");
        assertThat(topology.routerByHostname("PE 1")).hasValueSatisfying(router -> {
            assertThat(router.nodeSid()).isEqualTo(16001);
            assertThat(router.srgb()).isEqualTo(new LabelRange(16000, 23999));
            assertThat(router.srlb()).isNull();
        });
        var forward = topology.direction("pe-1-pe-1-2", "pe-1").orElseThrow();
        assertThat(forward.adjacencySid()).isEqualTo(24003);
        assertThat(forward.delayMs()).isEqualTo(1.5);
        assertThat(forward.capacityMbps()).isEqualTo(10_000);
        assertThat(forward.teMetric()).isEqualTo(10);
        assertThat(forward.source().address()).isEqualTo("10.1.1.1");
        assertThat(forward.attributes().srlgs()).containsExactly(3, 7);
        assertThat(forward.attributes().affinities()).isEqualTo(4294967295L);
        var backward = topology.direction("pe-1-pe-1-2", "pe-1-2").orElseThrow();
        assertThat(backward.teMetric()).isEqualTo(30);
        assertThat(backward.delayMs()).isNull();
        assertThat(topology.links()).hasSize(1);
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        var written = NetworkFixtures.topology();

        var read = TopologyReader.read(CncJsonAnswers.networks(written), NetworkFixtures.NOW.plusSeconds(9))
                .optional()
                .orElseThrow();

        assertThat(read.directions()).isEqualTo(written.directions());
        assertThat(read.routers()).isEqualTo(written.routers());
        assertThat(read.version()).isEqualTo(written.version());
    }

    @Test
    void anotherMetricIsAnotherVersion() {
        var topology = NetworkFixtures.topology();
        var fewer = NetworkTopology.of(topology.routers(), topology.directions().subList(0, 10), topology.readAt());

        assertThat(fewer.version()).isNotEqualTo(topology.version());
    }

    @Test
    void anEmptyNetworkIsNotBelieved() throws Exception {
        assertThat(TopologyReader.read(JsonMapper.builder().build().readTree("{}"), NetworkFixtures.NOW))
                .isInstanceOf(CncResult.Unavailable.class);
    }

    @Test
    void parallelsAreNumberedByTheInterfaceAtTheFirstEnd() {
        var ids = LinkIds.of(List.of(
                new LinkIds.CableEnds("a", "Gi0/10", "b", "Gi0/0"),
                new LinkIds.CableEnds("a", "Gi0/2", "b", "Gi0/1"),
                new LinkIds.CableEnds("a", "Gi0/1", "b", "Gi0/9")));

        assertThat(ids)
                .containsEntry(new LinkIds.CableEnds("a", "Gi0/1", "b", "Gi0/9"), "a-b")
                .containsEntry(new LinkIds.CableEnds("a", "Gi0/2", "b", "Gi0/1"), "a-b-2")
                .containsEntry(new LinkIds.CableEnds("a", "Gi0/10", "b", "Gi0/0"), "a-b-3");
    }

    @Test
    void aFailedParallelKeepsItsNumberWhileTheControllerKnowsItsCable() throws Exception {
        // given: the first of two parallel cables has lost its adjacency, and a bundle member without an address comes
        // before
        var networks =
                """
                {"networks":{"network":[{"node":[%s,%s],"link":[%s,%s,%s,%s]}]}}
                """
                        .formatted(
                                router("a", "10.0.0.1", "Gi0/1", "Gi0/2"),
                                router("b", "10.0.0.2", "Gi0/1", "Gi0/2"),
                                ethernet("a", "Gi0/0", "b", "Gi0/0"),
                                ethernet("a", "Gi0/1", "b", "Gi0/1"),
                                ethernet("a", "Gi0/2", "b", "Gi0/2"),
                                adjacency("a", "Gi0/2", "b", "Gi0/2"));

        // when
        var topology = read(networks);

        // then
        assertThat(topology.links()).extracting(Link::id).containsExactly("a-b-2");
        assertThat(topology.withoutAdjacency()).containsExactly("a-b");
        assertThat(topology.knows("a-b")).isTrue();
    }

    private static String router(String name, String routerId, String... ports) {
        var points = Stream.of(ports)
                .map(port ->
                        """
                        {"tp-id":"%s","termination-point-attributes":
                          {"l3-termination-point-attributes":{"ip-address":["10.1.0.%d"]}}}"""
                                .formatted(port, port.charAt(port.length() - 1) - '0'))
                .collect(Collectors.joining(","));
        return "{\"node-id\":\"%s\",\"termination-point\":[%s],\"l3-node-attributes\":{\"router-id\":\"%s\"}}"
                .formatted(name, points, routerId);
    }

    private static String ethernet(String from, String port, String to, String peer) {
        return link(from, port, to, peer, "ETHERNET", "\"l2-link-attributes\":{\"rate\":10000000}");
    }

    private static String adjacency(String from, String port, String to, String peer) {
        return link(from, port, to, peer, "ISIS_IPV4_L2", "\"l3-link-attributes\":{\"metric1\":10}");
    }

    private static String link(String from, String port, String to, String peer, String type, String attributes) {
        return """
                {"link-id":"%s : %s : %s : %s : %s","source":{"source-node":"%s","source-tp":"%s"},
                 "destination":{"dest-node":"%s","dest-tp":"%s"},%s}"""
                .formatted(from, port, to, peer, type, from, port, to, peer, attributes);
    }

    @Test
    void linkIdsAreUniqueEvenWhereNamesCollide() {
        var ids = LinkIds.of(List.of(
                new LinkIds.CableEnds("a", "1", "b", "1"),
                new LinkIds.CableEnds("a", "2", "b", "2"),
                new LinkIds.CableEnds("a", "3", "b-2", "1")));

        assertThat(Set.copyOf(ids.values())).containsExactlyInAnyOrder("a-b", "a-b-2", "a-b-3");
        assertThat(ids).containsEntry(new LinkIds.CableEnds("a", "3", "b-2", "1"), "a-b-2");
    }

    @Test
    void slugsSurviveAccentsAndSpaces() {
        assertThat(RouterSlugs.of("Zürich Hbf")).isEqualTo("zurich-hbf");
        assertThat(RouterSlugs.of("PE1")).isEqualTo("pe1");
    }

    private static NetworkTopology read(String json) throws Exception {
        return TopologyReader.read(JsonMapper.builder().build().readTree(json), NetworkFixtures.NOW)
                .optional()
                .orElseThrow();
    }
}

package io.cemfleet.lab.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.lab.network.CarrierNetwork;
import io.cemfleet.lab.network.LabLink;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.NetworkFixtures;
import io.cemfleet.lab.network.SrPolicyState;
import io.cemfleet.lab.network.VpnService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyZooTest {

    private static final String ODD =
            """
            <?xml version="1.0" encoding="utf-8"?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
              <key attr.name="label" attr.type="string" for="node" id="d0"/>
              <key attr.name="Latitude" attr.type="double" for="node" id="d1"/>
              <key attr.name="Longitude" attr.type="double" for="node" id="d2"/>
              <graph edgedefault="undirected">
                <node id="0"><data key="d0">Zürich</data><data key="d1">47.4</data><data key="d2">8.5</data></node>
                <node id="1"><data key="d0">New York</data><data key="d1">40.7</data><data key="d2">-74.0</data></node>
                <node id="2"><data key="d0">New York</data></node>
                <node id="3"><data key="d0">?</data></node>
                <node id="4"><data key="d0">Alone</data></node>
                <edge source="0" target="1"/><edge source="1" target="0"/><edge source="1" target="2"/>
                <edge source="2" target="3"/><edge source="3" target="0"/><edge source="3" target="3"/>
                <edge source="3" target="99"/>
              </graph>
            </graphml>
            """;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void inADirectedGraphBothDirectionsAreOneCable() throws IOException {
        // given: a ring with one edge for each direction, one cable twice, and one explicitly undirected edge
        String directed = ODD.replace("edgedefault=\"undirected\"", "edgedefault=\"directed\"")
                .replaceAll("<edge[^>]*/>", "")
                .replace(
                        "</graph>",
                        """
                        <edge source="0" target="1"/><edge source="1" target="2"/><edge source="2" target="0"/>
                        <edge source="1" target="0"/><edge source="2" target="1"/><edge source="0" target="2"/>
                        <edge source="0" target="1"/><edge source="1" target="0"/>
                        <edge source="3" target="0"/><edge source="0" target="3" directed="false"/>
                        </graph>""");

        // when
        CarrierNetwork carrier = CarrierLoader.load(Files.writeString(directory.resolve("directed.graphml"), directed));

        // then
        assertThat(carrier.topology().links())
                .extracting(LabLink::id)
                .containsExactly(
                        "newyork-zurich",
                        "newyork-newyorkx2",
                        "newyorkx2-zurich",
                        "newyork-zurich-2",
                        "node3-zurich",
                        "node3-zurich-2");
    }

    @Test
    void parallelsIsolatedNodesMissingPlacesAndEqualLabelsAreAccepted() throws IOException {
        CarrierNetwork carrier = CarrierLoader.load(Files.writeString(directory.resolve("odd.graphml"), ODD));
        assertThat(carrier.name()).isEqualTo("odd");
        assertThat(carrier.topology().routers())
                .extracting(LabRouter::id)
                .containsExactly("zurich", "newyork", "newyorkx2", "node3", "alone");
        assertThat(carrier.topology().links())
                .extracting(LabLink::id)
                .containsExactly(
                        "newyork-zurich", "newyork-zurich-2", "newyork-newyorkx2", "newyorkx2-node3", "node3-zurich");
        assertThat(carrier.topology().routers().get(2).position()).isNull();
        assertThat(carrier.services())
                .flatExtracting(VpnService::attachments)
                .extracting("node")
                .doesNotContain("alone");
    }

    @Test
    void aFileThatIsNoNetworkIsRefusedWithTheReason() throws IOException {
        Path text = Files.writeString(directory.resolve("text.graphml"), "no graph");
        assertThatThrownBy(() -> CarrierLoader.load(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text.graphml");
        Path empty = Files.writeString(directory.resolve("empty.graphml"), "<graphml><graph/></graphml>");
        assertThatThrownBy(() -> CarrierLoader.load(empty)).hasMessageContaining("no links");
    }

    @Test
    void everyGraphOfTheTopologyZooLoads() throws IOException {
        String folder = System.getProperty("cem.topologies", "");
        Assumptions.assumeTrue(
                !folder.isEmpty() && Files.isDirectory(Path.of(folder)),
                "set -Dcem.topologies to a folder of GraphML files to load them all");
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(folder))) {
            files = all.filter(file -> file.toString().endsWith(".graphml"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            CarrierNetwork carrier = CarrierLoader.load(file);
            LabNetwork network = NetworkFixtures.network(carrier);
            assertThat(carrier.services()).as(file.toString()).hasSize(200);
            assertThat(network.state().srPolicies()).as(file.toString()).allMatch(SrPolicyState::up);
            for (int i = 0; i < carrier.topology().directionCount(); i++) {
                assertThat(network.state().condition(i).utilisation())
                        .as(file.toString())
                        .isLessThan(0.4);
            }
            for (VpnService service : carrier.services()) {
                assertThat(network.state()
                                .serviceState(service.id())
                                .orElseThrow()
                                .lossPct())
                        .as(file + " " + service.id())
                        .isZero();
            }
        }
    }
}

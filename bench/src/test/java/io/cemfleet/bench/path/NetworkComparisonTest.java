package io.cemfleet.bench.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkComparisonTest {
    private static final String THREE_ROUTERS =
            """
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected">
            <node id="a"/><node id="b"/><node id="c"/><node id="alone"/>
            <edge source="a" target="b"/><edge source="a" target="b"/><edge source="b" target="c"/>
            <edge source="c" target="c"/>
            </graph></graphml>
            """;

    @Test
    void bothSidesAgreeAndEveryComparisonIsTimed() {
        Map<String, Object> found = new NetworkComparison(BenchNetwork.generated(300), 10, 1_000_000).measure();

        assertThat(found)
                .containsEntry("routers", 300)
                .containsEntry("pairs", 10)
                .containsKeys("bare", "masked", "request", "no_path", "no_path_all_constraints", "yen", "disjoint");
    }

    @Test
    void aGraphKeepsItsParallelLinksAndLosesItsLoops(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("three.graphml"), THREE_ROUTERS);

        var network = BenchNetwork.read(file);

        assertThat(network.routers()).hasSize(4);
        assertThat(network.links()).hasSize(3);
    }

    @Test
    void aFileThatIsNoGraphIsNamed(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("odd.graphml"), "no graph");

        assertThatThrownBy(() -> BenchNetwork.read(file)).hasMessageContaining("odd.graphml");
    }
}

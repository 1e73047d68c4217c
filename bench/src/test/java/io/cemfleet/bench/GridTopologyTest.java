package io.cemfleet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridTopologyTest {
    @Test
    void theSquareHasMoreLinksThanTheMeasureOfOpenIncidentsNeeds(@TempDir Path directory) throws Exception {
        var grid = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Files.newInputStream(GridTopology.write(directory)));
        assertThat(grid.getElementsByTagName("node").getLength()).isEqualTo(18 * 18);
        assertThat(grid.getElementsByTagName("edge").getLength()).isEqualTo(2 * 18 * 17);
    }

    @Test
    void everyRouterIsLinkedToItsNeighbours() {
        String grid = GridTopology.graphml(3);
        assertThat(grid.lines().filter(line -> line.startsWith("<edge")).toList())
                .hasSize(12)
                .contains(
                        "<edge source=\"4\" target=\"5\"/>",
                        "<edge source=\"3\" target=\"4\"/>",
                        "<edge source=\"1\" target=\"4\"/>",
                        "<edge source=\"4\" target=\"7\"/>")
                .doesNotContain("<edge source=\"2\" target=\"3\"/>");
    }
}

package io.cemfleet.bench;

import io.cemfleet.launcher.state.FleetFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A network of routers in a square, each linked to its neighbours, as GraphML for the lab. Paths of equal cost spread
 * the services over nearly all links.
 */
final class GridTopology {
    /** Routers a side: 612 links, so that 500 of them carry services. */
    private static final int SIDE = 18;

    private GridTopology() {}

    /** Writes the network, and returns the file. */
    static Path write(Path directory) {
        try {
            return Files.writeString(Files.createDirectories(directory).resolve("grid.graphml"), graphml(SIDE));
        } catch (IOException e) {
            throw new FleetFailure("cannot write the topology: " + e.getMessage(), e);
        }
    }

    static String graphml(int side) {
        var text = new StringBuilder(
                """
                <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
                <key attr.name="label" attr.type="string" for="node" id="d0"/>
                <graph edgedefault="undirected">
                """);
        for (int router = 0; router < side * side; router++) {
            text.append("<node id=\"%d\"><data key=\"d0\">R%02d%02d</data></node>\n"
                    .formatted(router, router / side, router % side));
        }
        for (int router = 0; router < side * side; router++) {
            if (router % side < side - 1) {
                text.append(edge(router, router + 1));
            }
            if (router / side < side - 1) {
                text.append(edge(router, router + side));
            }
        }
        return text.append("</graph>\n</graphml>\n").toString();
    }

    private static String edge(int one, int other) {
        return "<edge source=\"%d\" target=\"%d\"/>\n".formatted(one, other);
    }
}
